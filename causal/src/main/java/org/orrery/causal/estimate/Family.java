package org.orrery.causal.estimate;

import org.orrery.core.Refusal;

/** Which outcomes a generalised linear model is about, each with its canonical link. */
public enum Family {
    /** 0 or 1; the model is linear in the log odds. */
    LOGISTIC {
        @Override
        double mean(double eta) {
            double mean = 1 / (1 + Math.exp(-eta));
            return Math.clamp(mean, 1e-15, 1 - 1e-15);
        }

        @Override
        double variance(double mean) {
            return mean * (1 - mean);
        }

        @Override
        double link(double mean) {
            return Math.log(mean / (1 - mean));
        }

        @Override
        double start(double y) {
            return (y + 0.5) / 2;
        }

        @Override
        double deviance(double y, double mean) {
            return -2 * Math.log(y == 1 ? mean : 1 - mean);
        }

        @Override
        void check(double y, String outcome) {
            if (y != 0 && y != 1) {
                throw new Refusal("A logistic regression needs outcomes of 0 and 1; " + outcome + " has " + y + ".",
                        "Maybe recode it, or ask for a linear one.");
            }
        }
    },
    /** Counts; the model is linear in the logarithm. */
    POISSON {
        @Override
        double mean(double eta) {
            return Math.clamp(Math.exp(eta), 1e-15, 1e15);
        }

        @Override
        double variance(double mean) {
            return mean;
        }

        @Override
        double link(double mean) {
            return Math.log(mean);
        }

        @Override
        double start(double y) {
            return y + 0.1;
        }

        @Override
        double deviance(double y, double mean) {
            return 2 * ((y == 0 ? 0 : y * Math.log(y / mean)) - (y - mean));
        }

        @Override
        void check(double y, String outcome) {
            if (y < 0) {
                throw new Refusal("A Poisson regression needs outcomes of 0 or more; " + outcome + " has " + y + ".",
                        "Maybe ask for a linear one.");
            }
        }
    };

    abstract double mean(double eta);

    abstract double variance(double mean);

    abstract double link(double mean);

    abstract double start(double y);

    abstract double deviance(double y, double mean);

    abstract void check(double y, String outcome);
}
