package io.equipoise.reports;

import java.util.Locale;

/** Names made fit for links and files. */
public final class Ids {
    private Ids() {}

    /** Lower case letters, digits and single hyphens. */
    public static String of(String name) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return id.isEmpty() ? "x" : id;
    }
}
