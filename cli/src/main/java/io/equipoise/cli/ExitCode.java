package io.equipoise.cli;

import io.equipoise.replay.grade.Verdict;

/** The exit status of every command. */
final class ExitCode {

    /** Done; of a grade: pass. */
    static final int OK = 0;

    /** A case failed, something could not be put back, or a benchmark could not be done. */
    static final int FAILED = 1;

    /** Bad usage, unreadable input, or an internal error: there is no result. */
    static final int UNUSABLE = 2;

    /** The evidence does not decide the case. */
    static final int INCONCLUSIVE = 3;

    private ExitCode() {}

    /** That of a grade. */
    static int of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> OK;
            case FAIL -> FAILED;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }
}
