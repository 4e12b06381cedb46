package dev.coffer.auth.audit;

import dev.coffer.auth.audit.AuditEntry.Aside;
import dev.coffer.auth.audit.SealedEntry.Link;
import dev.coffer.core.seal.MasterKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Links entries: each bears a hash of itself and of the hash before it. The hash is keyed (HMAC-SHA-256 under a key derived from the
 * master key), so that whoever can write the database alone cannot make up a chain that holds.
 */
final class AuditChain {

    private static final String ALGORITHM = "HmacSHA256";
    /** Of the form in which an entry is hashed. */
    private static final int FORM = 1;

    private static final int ABSENT = -1;

    private final SecretKey key;

    AuditChain(MasterKey masterKey) {
        this.key = masterKey.derive("audit chain", ALGORITHM);
    }

    Link next(Link before, AuditEntry entry) {
        long seq = before.seq() + 1;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new Link(seq, HexFormat.of().formatHex(mac.doFinal(form(before, seq, entry))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }

    /** Every text with its length before it, so that no two entries have the same form. */
    private static byte[] form(Link before, long seq, AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream form = new DataOutputStream(bytes)) {
            form.writeInt(FORM);
            text(form, before.hash());
            form.writeLong(seq);
            text(form, entry.tenantId());
            text(form, entry.id());
            form.writeLong(entry.at().toEpochMilli());
            text(form, entry.kind());
            text(form, entry.actorId());
            text(form, entry.subjectId());
            form.writeInt(entry.details().size());
            for (Map.Entry<String, String> detail : entry.details().entrySet()) {
                text(form, detail.getKey());
                text(form, detail.getValue());
            }
            text(form, entry.correlationId());
            text(form, entry.asideDigest());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream form, @Nullable String text) throws IOException {
        if (text == null) {
            form.writeInt(ABSENT);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        form.writeInt(bytes.length);
        form.write(bytes);
    }

    static String digestOf(Aside aside) {
        try {
            byte[] salted = (aside.salt() + "\n" + aside.reason()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(salted));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
