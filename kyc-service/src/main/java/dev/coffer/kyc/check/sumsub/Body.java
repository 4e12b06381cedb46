package dev.coffer.kyc.check.sumsub;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a request sends. It is read twice, to be signed and to be sent, and never held as a whole.
 *
 * @param length in bytes
 * @param open from the beginning, each time; to be closed
 */
record Body(String contentType, long length, Supplier<InputStream> open) {

    private static final String BOUNDARY = "coffer-9f2d61c0a7b54e5c8f1e";

    static Body json(byte[] json) {
        return new Body("application/json", json.length, () -> new ByteArrayInputStream(json));
    }

    /**
     * A form of two parts.
     *
     * @param fileName of letters, digits, dots and dashes only
     * @param size of the file in bytes
     */
    static Body form(String metadata, String fileName, String fileType, long size, Supplier<InputStream> file) {
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                        + "Content-Type: application/json\r\n\r\n" + metadata + "\r\n--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"content\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: " + fileType + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return new Body(
                "multipart/form-data; boundary=" + BOUNDARY,
                head.length + size + tail.length,
                () -> new SequenceInputStream(Collections.enumeration(
                        List.of(new ByteArrayInputStream(head), file.get(), new ByteArrayInputStream(tail)))));
    }
}
