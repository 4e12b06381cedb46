package dev.coffer.kyc.document;

import dev.coffer.core.seal.MasterKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Makes and reads links: what they are for, whose document and until when, with an HMAC that only this installation makes. */
final class DocumentLinks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 5;
    private static final int MOST_CHARACTERS = 1_024;

    private final SecretKey key;
    private final Supplier<String> address;
    private final Clock clock;

    /** @param address where clients reach this service, without a slash at the end */
    DocumentLinks(MasterKey masterKey, Supplier<String> address, Clock clock) {
        this.key = masterKey.derive("kyc-document-links", ALGORITHM);
        this.address = address;
        this.clock = clock;
    }

    enum Purpose {
        UPLOAD,
        DOWNLOAD
    }

    /** What a link is for. */
    record Target(Purpose purpose, String tenantId, String userId, String documentId) {}

    /** What a link's text is. */
    sealed interface Reading {

        record Good(Target target) implements Reading {}

        record Bad(DocumentRefusal code) implements Reading {}
    }

    DocumentLink make(Purpose purpose, Paper paper, Duration life) {
        Instant until = clock.instant().plus(life);
        String text = String.join(
                SEPARATOR,
                purpose.name(),
                paper.tenantId(),
                paper.userId(),
                paper.id(),
                Long.toString(until.toEpochMilli()));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String token = base64.encodeToString(bytes) + "." + base64.encodeToString(hmac(bytes));
        return new DocumentLink(URI.create(address.get() + HttpDocuments.PATH + token), until);
    }

    Reading read(String token, Purpose purpose) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MOST_CHARACTERS) {
            return new Reading.Bad(DocumentRefusal.KYC_LINK_INVALID);
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] said = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!MessageDigest.isEqual(hmac(bytes), said)) {
                return new Reading.Bad(DocumentRefusal.KYC_LINK_INVALID);
            }
        } catch (IllegalArgumentException notBase64) {
            return new Reading.Bad(DocumentRefusal.KYC_LINK_INVALID);
        }
        return signed(new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, PARTS), purpose);
    }

    /** @param parts as {@link #make} has joined them */
    private Reading signed(String[] parts, Purpose purpose) {
        if (!parts[0].equals(purpose.name())) {
            return new Reading.Bad(DocumentRefusal.KYC_LINK_INVALID);
        }
        if (!clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(parts[PARTS - 1])))) {
            return new Reading.Bad(DocumentRefusal.KYC_LINK_EXPIRED);
        }
        return new Reading.Good(new Target(purpose, parts[1], parts[2], parts[3]));
    }

    private byte[] hmac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
