package io.equipoise.cli;

import io.equipoise.recorder.view.Ink;
import io.equipoise.recorder.view.Line;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** What inks look like on a terminal; without colours, bold and faint remain. */
final class Inks {
    private final boolean colours;

    Inks(boolean colours) {
        this.colours = colours;
    }

    /** Without colours where {@code NO_COLOR} is set to anything. */
    static Inks ofEnvironment() {
        String no = System.getenv("NO_COLOR");
        return new Inks(no == null || no.isEmpty());
    }

    AttributedString styled(Line line) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        for (Line.Piece piece : line.pieces()) {
            text.styled(style(piece.ink()), piece.text());
        }
        return text.toAttributedString();
    }

    private AttributedStyle style(Ink ink) {
        return switch (ink) {
            case PLAIN -> AttributedStyle.DEFAULT;
            case HEADING -> AttributedStyle.DEFAULT.bold();
            case FAINT -> AttributedStyle.DEFAULT.faint();
            case GUEST -> coloured(AttributedStyle.CYAN);
            case OTHER -> coloured(AttributedStyle.YELLOW);
            case WANTED -> coloured(AttributedStyle.MAGENTA);
            case WARNING -> coloured(AttributedStyle.RED).bold();
        };
    }

    private AttributedStyle coloured(int colour) {
        return colours ? AttributedStyle.DEFAULT.foreground(colour) : AttributedStyle.DEFAULT;
    }
}
