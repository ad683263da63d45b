package io.equipoise.replay.yaml;

import io.equipoise.traces.InputException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value in a YAML file that knows where it stands, so that every error names file, line and key.
 *
 * @param key its own key, or that of the list it is in
 * @param text a scalar as written; null of a mapping, a list and an empty value
 * @param items of a list; null of anything else
 * @param keys of a mapping; null of anything else
 */
public record YamlNode(
        String file,
        int line,
        String key,
        @Nullable String text,
        @Nullable List<YamlNode> items,
        @Nullable Map<String, YamlNode> keys) {

    /** What to throw about this value: its place, then the problem. */
    public InputException error(String problem) {
        return new InputException(file + ":" + line + ": " + problem);
    }

    /** This mapping, once it is sure that it has all needed keys and none but the allowed ones. */
    public Map<String, YamlNode> mapping(String what, List<String> needed, List<String> optional) {
        List<String> allowed = Stream.concat(needed.stream(), optional.stream()).toList();
        if (keys == null) {
            throw error("'" + key + "' must be " + what + " with the keys " + String.join(", ", allowed));
        }
        for (YamlNode value : keys.values()) {
            if (!allowed.contains(value.key)) {
                throw value.error(
                        "unknown key '" + value.key + "' in " + what + "; allowed: " + String.join(", ", allowed));
            }
        }
        for (String name : needed) {
            if (!keys.containsKey(name)) {
                throw error(what + " lacks the key '" + name + "'; needed: " + String.join(", ", needed));
            }
        }
        return keys;
    }

    /** The items of what must be a list. */
    public List<YamlNode> list() {
        if (items == null) {
            throw error("'" + key + "' must be a list");
        }
        return items;
    }

    /** A text that is not blank. */
    public String sentence() {
        if (text == null || text.isBlank()) {
            throw error("'" + key + "' must be a text that is not empty");
        }
        return text;
    }

    /** A whole number within bounds. */
    public long whole(long least, long most) {
        try {
            long number = Long.parseLong(text == null ? "" : text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notWhole(least, most);
        }
        throw notWhole(least, most);
    }

    private InputException notWhole(long least, long most) {
        return error("'" + key + "' must be a whole number from " + least + " to " + most + shown());
    }

    /** A number above the one and at most the other. */
    public double number(double above, double most) {
        try {
            double number = Double.parseDouble(text == null ? "" : text);
            if (number > above && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notNumber(above, most);
        }
        throw notNumber(above, most);
    }

    private InputException notNumber(double above, double most) {
        return error("'" + key + "' must be a number above " + plain(above) + " and at most " + plain(most) + shown());
    }

    /** {@code true} or {@code false}. */
    public boolean truth() {
        if (!"true".equals(text) && !"false".equals(text)) {
            throw error("'" + key + "' must be true or false" + shown());
        }
        return "true".equals(text);
    }

    /** One of these constants, by its name in lower case. */
    public <E extends Enum<E>> E oneOf(List<E> allowed) {
        for (E value : allowed) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw error("'" + key + "' must be one of "
                + allowed.stream()
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + shown());
    }

    private String shown() {
        return text == null ? "" : ", not '" + text + "'";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
