package io.equipoise.recorder.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A line of the screen: pieces of text from left to right. A control character never stands in one. */
public record Line(List<Piece> pieces) {
    /** A line without text. */
    static final Line EMPTY = new Line(List.of());

    /** Text of one ink. */
    public record Piece(String text, Ink ink) {}

    public Line {
        pieces = List.copyOf(pieces);
    }

    static Line of(String text, Ink ink) {
        return new Builder().add(text, ink).build();
    }

    /** The text of all pieces. */
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** Its first characters, at most this many, without blanks at the end. */
    Line cut(int width) {
        int left = Text.width(Text.cut(text(), width).stripTrailing());
        Builder cut = new Builder();
        for (Piece piece : pieces) {
            cut.add(Text.cut(piece.text(), left - cut.width()), piece.ink());
        }
        return cut.build();
    }

    /** Puts a line together; control characters in what is added become question marks. */
    static final class Builder {
        private final List<Piece> pieces = new ArrayList<>();
        private int width;

        int width() {
            return width;
        }

        Builder add(String text, Ink ink) {
            if (!text.isEmpty()) {
                pieces.add(new Piece(Text.printable(text), ink));
                width += Text.width(text);
            }
            return this;
        }

        Builder add(String text) {
            return add(text, Ink.PLAIN);
        }

        Builder add(Line line) {
            line.pieces().forEach(piece -> add(piece.text(), piece.ink()));
            return this;
        }

        /** Blanks up to this width; none when it is wider. */
        Builder pad(int to) {
            return add(" ".repeat(Math.max(0, to - width)), Ink.PLAIN);
        }

        Line build() {
            return new Line(pieces);
        }
    }
}
