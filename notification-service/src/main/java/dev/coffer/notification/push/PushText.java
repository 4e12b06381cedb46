package dev.coffer.notification.push;

import dev.coffer.notification.post.Mail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What is shown of a message, cut to what every provider takes: 4,096 bytes with all that stands around it, and less once it is encrypted. The
 * whole of it is in the inbox.
 *
 * @param tag the same at every try: a device shows messages of one tag once
 */
record PushText(String tag, String title, String body) {

    private static final int MOST_TITLE_BYTES = 400;
    private static final int MOST_BODY_BYTES = 2_400;
    private static final int TAG_CHARACTERS = 32;
    private static final int ESCAPED_BYTES = 6;

    static PushText of(Mail mail) {
        return new PushText(tag(mail.id()), cut(mail.subject(), MOST_TITLE_BYTES), cut(mail.text(), MOST_BODY_BYTES));
    }

    /** Of characters that may stand in every header that carries it, whatever the id is made of. */
    private static String tag(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, TAG_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    /** @param most bytes of it as JSON in UTF-8 */
    private static String cut(String text, int most) {
        int bytes = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            bytes += bytes(character);
            if (bytes > most) {
                return text.substring(0, at) + "…";
            }
            at += Character.charCount(character);
        }
        return text;
    }

    private static int bytes(int character) {
        if (character < ' ') {
            return ESCAPED_BYTES;
        }
        return character == '"' || character == '\\'
                ? 2
                : character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x1_0000 ? 3 : 4;
    }
}
