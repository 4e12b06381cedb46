package dev.coffer.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is kept of an answer: its beginning, without what looks like a secret or like somebody's address or card. */
final class RedactedReply {

    static final int MOST_BYTES = 1_024;

    private static final String HIDDEN = "[...]";
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}]+");
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(bearer|basic)\\s+\\S+|(whsec|sk|pk|rk|ghp|xox[a-z])[_-]\\S+|eyJ[\\w-]+(\\.[\\w-]*){0,2}"
                    + "|(?<=(password|secret|token|api[_-]?key|authorization)\"?\\s{0,3}[:=]\\s{0,3})(\"[^\"]*\"?|[^\\s,;&}]+)");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w.-]{1,255}");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d(?:[ -]?\\d){11,}");

    private RedactedReply() {}

    /** @return null where nothing is left */
    static @Nullable String of(byte[] answer) {
        String text = new String(answer, 0, Math.min(answer.length, MOST_BYTES), StandardCharsets.UTF_8);
        text = CONTROLS.matcher(text).replaceAll(" ");
        text = SECRET.matcher(text).replaceAll(HIDDEN);
        text = MAIL.matcher(text).replaceAll(HIDDEN);
        text = LONG_NUMBER.matcher(text).replaceAll(HIDDEN).strip();
        return text.isEmpty() ? null : text;
    }
}
