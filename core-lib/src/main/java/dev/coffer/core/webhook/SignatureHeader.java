package dev.coffer.core.webhook;

import dev.coffer.core.webhook.WebhookVerdict.Reason;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A header as it came, in the form that it must have. Elements of schemes that we do not know are passed over.
 *
 * @param time as written, which is what was signed; digits
 * @param signatures of the scheme v1
 */
record SignatureHeader(String time, List<byte[]> signatures) {

    /** No sign, no leading zero, no more digits than a moment of this era has. */
    private static final Pattern TIME = Pattern.compile("[1-9][0-9]{0,10}");

    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{" + 2 * Signing.SIGNATURE_BYTES + "}");

    SignatureHeader {
        signatures = List.copyOf(signatures);
    }

    long epochSecond() {
        return Long.parseLong(time);
    }

    /** What a header's text is. */
    sealed interface Parsed {

        record Read(SignatureHeader header) implements Parsed {}

        record Wrong(Reason reason) implements Parsed {}
    }

    static Parsed parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new Parsed.Wrong(Reason.NO_SIGNATURE);
        }
        if (text.length() > WebhookLimits.MAX_HEADER_CHARS) {
            return new Parsed.Wrong(Reason.HEADER_TOO_LONG);
        }
        String time = null;
        List<byte[]> signatures = new ArrayList<>();
        for (String element : text.split(",", -1)) {
            int equals = element.indexOf('=');
            String value = element.substring(equals + 1);
            switch (equals < 0 ? "" : element.substring(0, equals).strip()) {
                case "" -> {
                    return new Parsed.Wrong(Reason.MALFORMED_HEADER);
                }
                case "t" -> {
                    if (time != null || !TIME.matcher(value).matches()) {
                        return new Parsed.Wrong(Reason.MALFORMED_HEADER);
                    }
                    time = value;
                }
                case "v1" -> {
                    if (!SIGNATURE.matcher(value).matches()) {
                        return new Parsed.Wrong(Reason.MALFORMED_HEADER);
                    }
                    signatures.add(HexFormat.of().parseHex(value));
                }
                default -> {
                    // A scheme of tomorrow, or of yesterday.
                }
            }
        }
        return whole(time, signatures);
    }

    private static Parsed whole(@Nullable String time, List<byte[]> signatures) {
        if (time == null) {
            return new Parsed.Wrong(Reason.MALFORMED_HEADER);
        }
        if (signatures.isEmpty()) {
            return new Parsed.Wrong(Reason.NO_SIGNATURE);
        }
        return signatures.size() > WebhookLimits.MAX_SIGNATURES
                ? new Parsed.Wrong(Reason.TOO_MANY_SIGNATURES)
                : new Parsed.Read(new SignatureHeader(time, signatures));
    }
}
