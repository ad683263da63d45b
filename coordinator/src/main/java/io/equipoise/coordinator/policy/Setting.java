package io.equipoise.coordinator.policy;

import io.equipoise.traces.InputException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A number that a policy can be given by name, as in {@code headroom:margin=60}.
 *
 * @param name lower-case words joined by hyphens
 * @param whole whether it has no fraction
 * @param standard the value where none is given
 * @param least allowed
 * @param most allowed
 * @param unit of the value; empty for a plain number
 * @param summary what it does, in a few words
 */
public record Setting(
        String name, boolean whole, double standard, double least, double most, String unit, String summary) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public Setting {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for a setting");
        }
        if (!(least <= standard && standard <= most)) {
            throw new IllegalArgumentException(name + ": " + standard + " is not within " + least + " to " + most);
        }
    }

    /** One with fractions. */
    public static Setting real(String name, double standard, double least, double most, String unit, String summary) {
        return new Setting(name, false, standard, least, most, unit, summary);
    }

    /** One without. */
    public static Setting whole(String name, int standard, int least, int most, String unit, String summary) {
        return new Setting(name, true, standard, least, most, unit, summary);
    }

    /**
     * The value that a text gives.
     *
     * @param as what the user typed, for the {@link InputException} on anything else
     */
    double read(String as, String text) {
        double value;
        try {
            value = new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new InputException(as + ": '" + text + "' is no number; " + allowed(), e);
        }
        if (value < least || value > most || (whole && value != Math.rint(value))) {
            throw new InputException(as + ": " + allowed());
        }
        return value;
    }

    private String allowed() {
        return name + " is " + (whole ? "a whole number of " : "") + range() + (unit.isEmpty() ? "" : " " + unit);
    }

    /** The least and the most value. */
    public String range() {
        return text(least) + " to " + text(most);
    }

    /** A value as short as it can be written. */
    public static String text(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
