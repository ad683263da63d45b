package io.equipoise.coordinator.policy;

/** Text of others (policies, programs) as one short line that is safe to log and to keep. */
public final class OneLine {
    private OneLine() {}

    /** The text with every run of blanks and control characters as one blank, cut to a number of characters. */
    public static String of(String text, int most) {
        if (isPlain(text) && text.length() <= most) {
            return text;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), most));
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (line.length() >= most) {
                return line.append('…').toString();
            }
            boolean hidden = isHidden(c);
            if (!hidden) {
                line.append(blank && line.length() > 0 ? " " : "").append(c);
            }
            blank = hidden;
        }
        return line.toString();
    }

    /** Whether nothing of it would change: single blanks between words, and nothing else that is hidden. */
    private static boolean isPlain(String text) {
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hidden = isHidden(c);
            if (hidden && (blank || c != ' ')) {
                return false;
            }
            blank = hidden;
        }
        return !blank || text.isEmpty();
    }

    private static boolean isHidden(char c) {
        if (c > ' ' && c < 127) {
            return false;
        }
        return Character.isWhitespace(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
