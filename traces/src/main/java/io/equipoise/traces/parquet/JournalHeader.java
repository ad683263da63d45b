package io.equipoise.traces.parquet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a journal says of itself. The sync marker, which ends every block, is its digest: a header that was damaged, or
 * moved to another journal, does not go with the marker.
 *
 * @param first the tick in the journal's name
 * @param trace checksum of the trace's header
 */
record JournalHeader(long first, String trace) {
    private static final String FIRST = "equipoise.first_tick";
    private static final String TRACE = "equipoise.trace";

    Map<String, String> entries() {
        return new TreeMap<>(Map.of(FIRST, Long.toString(first), TRACE, trace));
    }

    /** The marker of a journal whose rows have this schema. */
    byte[] sync(String schema) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update((entries() + schema).getBytes(StandardCharsets.UTF_8));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
