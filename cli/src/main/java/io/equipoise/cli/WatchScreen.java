package io.equipoise.cli;

import io.equipoise.recorder.view.Glyphs;
import io.equipoise.recorder.view.Line;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** The terminal's second screen, on which only what changed is written anew; the first comes back when it is closed. */
final class WatchScreen implements AutoCloseable {
    private static final Size USUAL = new Size(80, 24);
    private static final long KEY_MILLIS = 250;
    /** A line without any character is drawn with the key Backspace's code, which is none of the screen's on some terminals. */
    private static final AttributedString BLANK = new AttributedString(" ");

    private final org.jline.terminal.Terminal terminal;
    private final Runnable quit;
    private final Attributes before;
    private final Display display;
    private final Inks inks = Inks.ofEnvironment();
    private Size size;
    private @Nullable View view;

    /** Lines for a size of the screen. */
    interface View {
        List<Line> lines(int width, int height, Glyphs glyphs);
    }

    private WatchScreen(org.jline.terminal.Terminal terminal, Runnable quit) {
        this.terminal = terminal;
        this.quit = quit;
        this.before = terminal.getAttributes();
        this.display = new Display(terminal, true);
        this.size = measured();
    }

    /**
     * Nothing happens before the first {@link #show}.
     *
     * @param quit what the key q does; called from another thread
     * @return null where the terminal cannot move its cursor
     */
    static @Nullable WatchScreen open(Runnable quit) throws IOException {
        // Without its own handling of signals, under which Ctrl-C would kill the program on the spot.
        org.jline.terminal.Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .nativeSignals(false)
                .build();
        if (terminal.getStringCapability(Capability.cursor_address) == null) {
            terminal.close();
            return null;
        }
        return new WatchScreen(terminal, quit);
    }

    /** Shows it, now and again when the size changes. */
    synchronized void show(View shown) {
        if (view == null) {
            takeOver();
        }
        view = shown;
        draw(shown);
    }

    /** Writes it on the first screen, where it stays. */
    void print(View shown) {
        for (Line line : lines(shown, size.getRows() - 1)) {
            terminal.writer().println(inks.styled(line).toAnsi(terminal));
        }
        terminal.flush();
    }

    private void takeOver() {
        terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        // Stopped by Ctrl-Z it would leave the shell on this screen.
        raw.setControlChar(ControlChar.VSUSP, 0);
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.handle(Signal.WINCH, signal -> resized());
        Thread keys = new Thread(this::readKeys, "watch-keys");
        keys.setDaemon(true);
        keys.start();
    }

    private void readKeys() {
        try {
            int key = 0;
            while (key != 'q' && key != 'Q' && key != -1) {
                key = terminal.reader().read(KEY_MILLIS);
            }
            quit.run();
        } catch (IOException gone) {
            // Then nobody watches any more.
            quit.run();
        }
    }

    private synchronized void resized() {
        size = measured();
        display.clear();
        if (view != null) {
            draw(view);
        }
    }

    private Size measured() {
        Size measured = terminal.getSize();
        return measured.getColumns() > 0 && measured.getRows() > 0 ? measured : USUAL;
    }

    private void draw(View shown) {
        List<AttributedString> lines = lines(shown, size.getRows()).stream()
                .map(line -> inks.styled(line).columnSubSequence(0, size.getColumns()))
                .map(line -> line.length() == 0 ? BLANK : line)
                .toList();
        display.resize(size.getRows(), size.getColumns());
        display.update(lines, 0);
        terminal.flush();
    }

    private List<Line> lines(View shown, int height) {
        boolean blocks = terminal.encoding().newEncoder().canEncode('█');
        return shown.lines(size.getColumns(), Math.max(1, height), blocks ? Glyphs.BLOCKS : Glyphs.ASCII);
    }

    /** Brings the first screen back. */
    synchronized void leave() {
        if (view != null) {
            view = null;
            // Not through the terminal: when a signal ends the program, its own hook may have closed it already.
            System.out.print(sequence(Capability.cursor_normal) + sequence(Capability.exit_ca_mode));
            System.out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        leave();
        try {
            terminal.setAttributes(before);
            terminal.close();
        } catch (IllegalStateException ending) {
            // That hook has put the attributes back.
            return;
        }
    }

    private String sequence(Capability capability) {
        StringWriter sequence = new StringWriter();
        Curses.tputs(sequence, terminal.getStringCapability(capability));
        return sequence.toString();
    }
}
