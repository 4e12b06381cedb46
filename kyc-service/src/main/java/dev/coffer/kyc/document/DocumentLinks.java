package dev.coffer.kyc.document;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.SignedText;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Makes and reads links: what they are for, whose document and until when, with an HMAC that only this installation makes. */
final class DocumentLinks {

    private final SignedText links;
    private final Supplier<String> address;
    private final Clock clock;

    /** @param address where clients reach this service, without a slash at the end */
    DocumentLinks(MasterKey masterKey, Supplier<String> address, Clock clock) {
        this.links = new SignedText(masterKey, "kyc-document-links");
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
        String text = links.sign(
                purpose.name(), paper.tenantId(), paper.userId(), paper.id(), Long.toString(until.toEpochMilli()));
        return new DocumentLink(URI.create(address.get() + HttpDocuments.PATH + text), until);
    }

    Reading read(String text, Purpose purpose) {
        List<String> parts = links.read(text);
        return parts == null ? new Reading.Bad(DocumentRefusal.KYC_LINK_INVALID) : signed(parts, purpose);
    }

    /** @param parts as {@link #make} has joined them */
    private Reading signed(List<String> parts, Purpose purpose) {
        if (!parts.get(0).equals(purpose.name())) {
            return new Reading.Bad(DocumentRefusal.KYC_LINK_INVALID);
        }
        if (!clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(parts.get(4))))) {
            return new Reading.Bad(DocumentRefusal.KYC_LINK_EXPIRED);
        }
        return new Reading.Good(new Target(purpose, parts.get(1), parts.get(2), parts.get(3)));
    }
}
