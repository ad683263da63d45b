package io.equipoise.replay.model.cpu;

import java.util.Arrays;

/**
 * The truth for few vCPUs: every set of sleeping vCPUs is a state of a Markov chain with exponential work and sleep, whose
 * stationary distribution is found by elimination. Knows nothing of product forms.
 */
final class MarkovChain {
    private MarkovChain() {}

    /** The run shares of vCPUs that share min(runnable, capacity) pCPUs in proportion to their weights. */
    static double[] run(double[] demand, double[] weight, double capacity) {
        int n = demand.length;
        int states = 1 << n;
        double[][] rates = new double[states][states];
        for (int state = 0; state < states; state++) {
            for (int i = 0; i < n; i++) {
                int next = state ^ (1 << i);
                boolean runnable = (state & (1 << i)) == 0;
                double rate = runnable ? speed(state, i, weight, capacity) / demand[i] : 1 / (1 - demand[i]);
                if (runnable ? demand[i] < 1 && demand[i] > 0 : demand[i] > 0) {
                    rates[state][next] += Math.min(rate, 1e9);
                }
            }
        }
        double[] stationary = stationary(rates);
        double[] run = new double[n];
        for (int state = 0; state < states; state++) {
            for (int i = 0; i < n; i++) {
                if ((state & (1 << i)) == 0) {
                    run[i] += stationary[state] * speed(state, i, weight, capacity);
                }
            }
        }
        return run;
    }

    private static double speed(int state, int member, double[] weight, double capacity) {
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += (state & (1 << i)) == 0 ? weight[i] : 0;
        }
        return Math.min(weight.length - Integer.bitCount(state), capacity) * weight[member] / sum;
    }

    /** Elimination state by state (Grassmann, Taksar and Heyman 1985): no subtraction. */
    private static double[] stationary(double[][] rates) {
        int n = rates.length;
        for (int k = n - 1; k > 0; k--) {
            double out = Arrays.stream(rates[k], 0, k).sum();
            for (int i = 0; i < k; i++) {
                double share = out > 0 ? rates[i][k] / out : 0;
                rates[i][k] = share;
                for (int j = 0; j < k; j++) {
                    rates[i][j] += i == j ? 0 : share * rates[k][j];
                }
            }
        }
        double[] weights = new double[n];
        weights[0] = 1;
        double sum = 1;
        for (int k = 1; k < n; k++) {
            for (int i = 0; i < k; i++) {
                weights[k] += weights[i] * rates[i][k];
            }
            sum += weights[k];
        }
        double total = sum;
        return Arrays.stream(weights).map(weight -> weight / total).toArray();
    }
}
