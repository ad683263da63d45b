package io.equipoise.recorder.libvirt;

import io.equipoise.traces.InputException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;

/** Which domains are meant, by name: {@code *}, {@code ?}, {@code [a-z]} and <code>{a,b}</code> as in a shell. */
public final class DomainGlob {
    /** Every domain. */
    public static final DomainGlob ALL = of("*");

    private final String glob;
    private final PathMatcher matcher;

    private DomainGlob(String glob, PathMatcher matcher) {
        this.glob = glob;
        this.matcher = matcher;
    }

    /** An {@link InputException} says where the pattern is wrong. */
    public static DomainGlob of(String glob) {
        try {
            return new DomainGlob(glob, FileSystems.getDefault().getPathMatcher("glob:" + glob));
        } catch (PatternSyntaxException e) {
            throw new InputException(
                    "domain pattern '" + glob + "': " + e.getDescription() + "; write for example aos_vm* or {a,b}", e);
        }
    }

    public boolean matches(String name) {
        return matcher.matches(Path.of(name));
    }

    /** Whether it leaves nothing out. */
    boolean all() {
        return glob.equals("*");
    }

    @Override
    public String toString() {
        return glob;
    }
}
