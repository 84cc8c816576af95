import { describeAgreement } from '../e2e/agreement';
import { shortFiles } from '../fixtures/ingest';

describeAgreement([...shortFiles(), 'odd/mp_tiny_av1.mp4']);
