package io.equipoise.traces.parquet;

import java.util.HexFormat;
import java.util.zip.CRC32C;

/** CRC-32C as eight hexadecimal digits. */
final class Checksum {
    private Checksum() {}

    static String of(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
