import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import type { Batch, Engine, EngineName, TimedStep } from './engine';
import { ENGINES, timeStep } from './engine';

/** Engines live in processes of their own; this argument makes a process one engine's. */
const FLAG = '--engine';

/** What the bench asks of an engine's process, and the answers. One question at a time. */
interface Questions {
  /** A batch of random tokens: the trainer's process only, whose code lays it out. */
  draw: { ask: undefined; answer: Batch };
  /** Loads the engine and keeps the batch; answers what it runs on. */
  begin: { ask: Batch; answer: string };
  step: { ask: undefined; answer: TimedStep };
}

type Message = { [Kind in keyof Questions]: { kind: Kind; content: Questions[Kind]['ask'] } }[keyof Questions];

/** An engine in a process of its own, as the bench sees it. */
export class EngineProcess {
  readonly #child: ChildProcess;

  constructor(readonly name: EngineName) {
    // Typed arrays go across as they are.
    this.#child = fork(process.argv[1]!, [FLAG, name], { serialization: 'advanced' });
  }

  /** Rejects when the process ends before it answers. */
  async ask<Kind extends keyof Questions>(
    kind: Kind,
    content: Questions[Kind]['ask'],
  ): Promise<Questions[Kind]['answer']> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`${this.name} ended with ${code} at its ${kind}`));
      this.#child.once('exit', ended);
      this.#child.once('message', (answer) => {
        this.#child.off('exit', ended);
        resolve(answer as Questions[Kind]['answer']);
      });
      this.#child.send({ kind, content });
    });
  }

  end(): void {
    this.#child.kill();
  }
}

/** The engine that this process was started for; undefined in the bench's own process. */
export function engineOfProcess(): EngineName | undefined {
  const [flag, name] = process.argv.slice(2);
  return flag === FLAG && name !== undefined && name in ENGINES ? (name as EngineName) : undefined;
}

/** Answers the bench's questions until it ends this process. */
export function serve(name: EngineName): void {
  let batch: Batch | undefined;
  let engine: Engine | undefined;
  const answer = async (message: Message): Promise<unknown> => {
    switch (message.kind) {
      case 'draw':
        return (await import('./batch')).randomBatch();
      case 'begin':
        batch = message.content;
        engine = await ENGINES[name]();
        return engine.about;
      case 'step':
        if (engine === undefined || batch === undefined) throw new Error('a step was asked for before its batch');
        return timeStep(engine, batch);
    }
  };
  process.on('message', (message: Message) => {
    answer(message).then(
      (content) => process.send!(content),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : String(error));
        process.exit(1);
      },
    );
  });
  // An interrupted bench leaves no engine behind.
  process.on('disconnect', () => process.exit(1));
}
