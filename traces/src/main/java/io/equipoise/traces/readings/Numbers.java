package io.equipoise.traces.readings;

/** Reads numbers strictly: no blank inside, no NaN, no hexadecimal, nothing of endless length. */
public final class Numbers {
    /** In place of a text that is no number. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int LONGEST = 40;
    private static final int WHOLE = 18;

    private Numbers() {}

    /** A number such as {@code 12}, {@code -0.5} or {@code 6.7E7}; NaN for what is none. */
    public static double real(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Double.NaN;
        }
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            digits |= digit;
            if (!digit && c != '.' && c != '-' && c != '+' && c != 'E' && c != 'e') {
                return Double.NaN;
            }
        }
        try {
            double value = digits ? Double.parseDouble(text) : Double.NaN;
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A whole number without sign of at most 18 digits; {@link #NONE} for what is none. */
    public static long whole(String text) {
        if (text.isEmpty() || text.length() > WHOLE) {
            return NONE;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return NONE;
            }
            value = 10 * value + (c - '0');
        }
        return value;
    }
}
