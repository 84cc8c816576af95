import type { AsoSettings } from './settings';

/** One step of the derivation: what is done, the formula, and settings that show it. */
export interface DerivationStep {
  readonly title: string;
  readonly words: string;
  readonly tex: string;
  /** What the link says it shows. */
  readonly shows: string;
  readonly settings: Partial<AsoSettings>;
}

/** Drawn so that the level of the target, 4.0, has no mass. */
const WITHOUT_THE_TRUTH = [1, 3, 6, 8, 6, 3, 0, 1, 1];

/** From the problem to the loss, after the ASO paper, section 4.2 and appendices A and D; the numbers are its equations'. */
export const DERIVATION: readonly DerivationStep[] = [
  {
    title: 'A judgement is a choice among levels',
    words:
      'For a video x the model gives each of finitely many ordered scores a probability. Choosing one is the action.',
    tex: String.raw`\pi_\theta(s \mid x), \qquad s \in \mathcal{S} = \{1.0, 1.5, \dots, 5.0\}`,
    shows: 'Nine levels, no opinion',
    settings: { reference: 'uniform', lambda: 100 },
  },
  {
    title: 'A reward says how right a level is',
    words: 'The further from the true score, the less. On an ordered scale a near miss is not as bad as a far one.',
    tex: String.raw`R(s, s^*) = -\beta\,\lvert s - s^* \rvert \quad\text{or}\quad -\beta\,(s - s^*)^2`,
    shows: 'The squared reward',
    settings: { reference: 'uniform', reward: 'squared' },
  },
  {
    title: 'A reference says what is believed already',
    words: 'The supervised model, say. Straying from it is measured by the Kullback-Leibler divergence.',
    tex: String.raw`\mathrm{KL}(\pi \,\|\, \pi_{\mathrm{ref}}) = \sum_{s} \pi(s \mid x) \log \frac{\pi(s \mid x)}{\pi_{\mathrm{ref}}(s \mid x)}`,
    shows: 'A reference that is off the mark',
    settings: { lambda: 100 },
  },
  {
    title: 'The objective weighs both (eq. 4)',
    words: 'Expected reward less λ times the divergence: a KL-regularised bandit with one step.',
    tex: String.raw`\begin{aligned} F_x(\pi) ={}& \sum_{s} \pi(s \mid x)\, R(s, s^*) \\ &- \lambda\, \mathrm{KL}(\pi \,\|\, \pi_{\mathrm{ref}}) \end{aligned}`,
    shows: 'λ = 1, as the paper trains',
    settings: {},
  },
  {
    title: 'Probabilities must sum to one (eq. 5)',
    words: 'A Lagrange multiplier α takes the constraint into the objective, which is concave.',
    tex: String.raw`\mathcal{L}_x(\pi, \alpha) = F_x(\pi) + \alpha \Bigl( \sum_{s} \pi(s \mid x) - 1 \Bigr)`,
    shows: 'The same on five ratings',
    settings: { levels: 5 },
  },
  {
    title: 'Set the slope to zero (eqs. 6, 7)',
    words: 'In each probability alone; what does not depend on s goes into a constant.',
    tex: String.raw`\begin{gathered} R(s, s^*) - \lambda \Bigl( \log \tfrac{\pi(s)}{\pi_{\mathrm{ref}}(s)} + 1 \Bigr) + \alpha = 0 \\ \log \pi(s) = \log \pi_{\mathrm{ref}}(s) + \tfrac{1}{\lambda} R(s, s^*) + C \end{gathered}`,
    shows: 'λ halved: rewards count twice',
    settings: { lambda: 0.5 },
  },
  {
    title: 'Exponentiate and normalise (eqs. 8, 9)',
    words: 'The teacher is the reference, re-weighted by a Boltzmann factor of the reward.',
    tex: String.raw`\begin{aligned} \pi^*(s \mid x) &= \frac{1}{Z(x)}\, \pi_{\mathrm{ref}}(s \mid x)\, e^{R(s, s^*)/\lambda} \\ Z(x) &= \sum_{s'} \pi_{\mathrm{ref}}(s' \mid x)\, e^{R(s', s^*)/\lambda} \end{aligned}`,
    shows: 'The three rows at λ = 0.5, target 4.5',
    settings: { lambda: 0.5, target: 4.5 },
  },
  {
    title: 'Its worth is λ log Z',
    words: 'Put the teacher back into the objective: the logarithm of Z is all that stays, and no policy has more.',
    tex: String.raw`F_x(\pi^*) = \lambda \log Z(x) \ge F_x(\pi)`,
    shows: 'Closed form against a numerical search',
    settings: { lambda: 0.3, reward: 'accuracy' },
  },
  {
    title: 'Between two limits',
    words: 'Bold, it takes the best reward that the reference allows; timid, it stays the reference.',
    tex: String.raw`\begin{aligned} \lambda \to 0 :&\quad \pi^* \to \text{mass on } \operatorname*{arg\,max}_{\pi_{\mathrm{ref}}(s) > 0} R(s, s^*) \\ \lambda \to \infty :&\quad \pi^* \to \pi_{\mathrm{ref}} \end{aligned}`,
    shows: 'λ = 0, two levels tied',
    settings: { lambda: 0, target: 4.25 },
  },
  {
    title: 'What was lost stays lost (appendix D)',
    words:
      'Re-weighting gives no mass to a level that has none, whatever λ: the first limitation that the paper names.',
    tex: String.raw`\pi_{\mathrm{ref}}(s \mid x) = 0 \;\Rightarrow\; \pi^*(s \mid x) = 0`,
    shows: 'A reference without the true level',
    settings: { reference: 'drawn', drawn: WITHOUT_THE_TRUTH, lambda: 0.1 },
  },
  {
    title: 'Imitate the teacher (eqs. 10 to 13)',
    words: 'The network learns by cross-entropy with soft targets. The gradient by its logits is a plain difference.',
    tex: String.raw`\begin{aligned} \tilde{L}(\theta) &= -\sum_{s} \pi^*(s \mid x) \log \pi_\theta(s \mid x) \\ \nabla_{z} \tilde{L} &= \pi_\theta - \pi^* \end{aligned}`,
    shows: 'The race with a bolder teacher',
    settings: { lambda: 0.25, stepSize: 0.3 },
  },
  {
    title: 'GRPO estimates what ASO knows',
    words:
      'It draws G scores, compares their rewards within the group, and climbs a clipped estimate with a KL penalty.',
    tex: String.raw`\begin{aligned} \hat{A}_i &= \bigl(r_i - \mathrm{mean}(r)\bigr) / \mathrm{std}(r) \\ J &= \frac{1}{G} \sum_{i=1}^{G} \min\bigl(\rho_i \hat{A}_i,\, \mathrm{clip}(\rho_i)\, \hat{A}_i\bigr) - \beta\, \widehat{\mathrm{KL}}_i \end{aligned}`,
    shows: 'Groups of four: more noise',
    settings: { groupSize: 4 },
  },
];
