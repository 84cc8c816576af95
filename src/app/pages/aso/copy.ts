import type { AsoSettings } from './settings';

/** The long texts of the explorer. */
export const INTRODUCTION =
  'ASO trades expected reward against divergence from a reference distribution. The optimum has a closed form: the teacher π*. Change the controls to see how it moves.';
export const SIMULATOR_HINT =
  "Advantages are divided by the group's standard deviation, so GRPO's mean differs in length from the gradient of F. Clip, KL weight and a group drawn from another policy can also change its direction. A group with equal rewards has gradient 0.";
export const RACE_HINT =
  'SFT converges to the label, whatever the reference. ASO converges to the teacher, where λ balances reward and divergence; GRPO to the balance set by its KL weight. Set λ and KL weight to the same value to compare them.';

/** One step of the derivation: text, formula, and settings that show it. */
export interface DerivationStep {
  readonly title: string;
  readonly words: string;
  readonly tex: string;
  /** Text of the link. */
  readonly shows: string;
  readonly settings: Partial<AsoSettings>;
}

/** The level of the target, 4.0, has no mass. */
const WITHOUT_TARGET_LEVEL = [1, 3, 6, 8, 6, 3, 0, 1, 1];

/** From the problem to the loss, after the ASO paper, section 4.2 and appendices A and D, with its equation numbers. */
export const DERIVATION: readonly DerivationStep[] = [
  {
    title: 'Scoring is a choice among levels',
    words:
      'For a video x the model gives each of finitely many ordered scores a probability. Choosing one is the action.',
    tex: String.raw`\pi_\theta(s \mid x), \qquad s \in \mathcal{S} = \{1.0, 1.5, \dots, 5.0\}`,
    shows: 'Nine levels, uniform reference',
    settings: { reference: 'uniform', lambda: 100 },
  },
  {
    title: 'A reward for each level',
    words:
      'The reward falls with the distance from the true score: on an ordered scale a small error costs less than a large one.',
    tex: String.raw`R(s, s^*) = -\beta\,\lvert s - s^* \rvert \quad\text{or}\quad -\beta\,(s - s^*)^2`,
    shows: 'The squared reward',
    settings: { reference: 'uniform', reward: 'squared' },
  },
  {
    title: 'A reference distribution',
    words: 'For example the supervised model. The Kullback-Leibler divergence measures the distance from it.',
    tex: String.raw`\mathrm{KL}(\pi \,\|\, \pi_{\mathrm{ref}}) = \sum_{s} \pi(s \mid x) \log \frac{\pi(s \mid x)}{\pi_{\mathrm{ref}}(s \mid x)}`,
    shows: 'A reference with another mean',
    settings: { lambda: 100 },
  },
  {
    title: 'The objective (eq. 4)',
    words: 'Expected reward minus λ times the divergence: a KL-regularised bandit with one step.',
    tex: String.raw`\begin{aligned} F_x(\pi) ={}& \sum_{s} \pi(s \mid x)\, R(s, s^*) \\ &- \lambda\, \mathrm{KL}(\pi \,\|\, \pi_{\mathrm{ref}}) \end{aligned}`,
    shows: 'λ = 1, as the paper trains',
    settings: {},
  },
  {
    title: 'The constraint: probabilities sum to one (eq. 5)',
    words: 'A Lagrange multiplier α adds the constraint to the objective, which is concave.',
    tex: String.raw`\mathcal{L}_x(\pi, \alpha) = F_x(\pi) + \alpha \Bigl( \sum_{s} \pi(s \mid x) - 1 \Bigr)`,
    shows: 'The same on five ratings',
    settings: { levels: 5 },
  },
  {
    title: 'Set the slope to zero (eqs. 6, 7)',
    words: 'Differentiate by each probability. Terms that do not depend on s go into the constant C.',
    tex: String.raw`\begin{gathered} R(s, s^*) - \lambda \Bigl( \log \tfrac{\pi(s)}{\pi_{\mathrm{ref}}(s)} + 1 \Bigr) + \alpha = 0 \\ \log \pi(s) = \log \pi_{\mathrm{ref}}(s) + \tfrac{1}{\lambda} R(s, s^*) + C \end{gathered}`,
    shows: 'λ = 0.5: rewards count twice',
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
    title: 'The optimum is λ log Z',
    words: 'Insert the teacher into the objective: λ log Z remains, and no policy reaches more.',
    tex: String.raw`F_x(\pi^*) = \lambda \log Z(x) \ge F_x(\pi)`,
    shows: 'Closed form against a numerical search',
    settings: { lambda: 0.3, reward: 'accuracy' },
  },
  {
    title: 'The limits of λ',
    words:
      'As λ goes to 0, the teacher takes the best reward within the support of the reference. As λ grows, it becomes the reference.',
    tex: String.raw`\begin{aligned} \lambda \to 0 :&\quad \pi^* \to \text{mass on } \operatorname*{arg\,max}_{\pi_{\mathrm{ref}}(s) > 0} R(s, s^*) \\ \lambda \to \infty :&\quad \pi^* \to \pi_{\mathrm{ref}} \end{aligned}`,
    shows: 'λ = 0, two levels tied',
    settings: { lambda: 0, target: 4.25 },
  },
  {
    title: 'A level without mass stays without (appendix D)',
    words: 'Re-weighting gives no mass to a level that has none, for any λ: the first limitation that the paper names.',
    tex: String.raw`\pi_{\mathrm{ref}}(s \mid x) = 0 \;\Rightarrow\; \pi^*(s \mid x) = 0`,
    shows: 'A reference without the true level',
    settings: { reference: 'drawn', drawn: WITHOUT_TARGET_LEVEL, lambda: 0.1 },
  },
  {
    title: 'Train on the teacher (eqs. 10 to 13)',
    words:
      'The network learns by cross-entropy with soft targets. The gradient with respect to its logits is a difference.',
    tex: String.raw`\begin{aligned} \tilde{L}(\theta) &= -\sum_{s} \pi^*(s \mid x) \log \pi_\theta(s \mid x) \\ \nabla_{z} \tilde{L} &= \pi_\theta - \pi^* \end{aligned}`,
    shows: 'Training with λ = 0.25',
    settings: { lambda: 0.25, stepSize: 0.3 },
  },
  {
    title: 'GRPO estimates the gradient that ASO computes',
    words:
      'It draws G scores, compares their rewards within the group, and follows a clipped estimate with a KL penalty.',
    tex: String.raw`\begin{aligned} \hat{A}_i &= \bigl(r_i - \mathrm{mean}(r)\bigr) / \mathrm{std}(r) \\ J &= \frac{1}{G} \sum_{i=1}^{G} \min\bigl(\rho_i \hat{A}_i,\, \mathrm{clip}(\rho_i)\, \hat{A}_i\bigr) - \beta\, \widehat{\mathrm{KL}}_i \end{aligned}`,
    shows: 'Groups of four: larger variance',
    settings: { groupSize: 4 },
  },
];
