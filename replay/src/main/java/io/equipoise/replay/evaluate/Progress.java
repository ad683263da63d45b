package io.equipoise.replay.evaluate;

/** Is told how far an evaluation is, from several threads. */
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void expect(int replays) {}

        @Override
        public void done(String source, String policy) {}
    };

    /** So many more replays are to come. */
    void expect(int replays);

    /** One replay is graded and scored. */
    void done(String source, String policy);
}
