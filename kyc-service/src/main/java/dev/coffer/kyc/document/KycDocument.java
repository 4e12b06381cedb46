package dev.coffer.kyc.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One side of a paper of a user's. The states are the document's own types, and each has the transitions that it allows and no other. */
public sealed interface KycDocument {

    Paper paper();

    DocumentState state();

    /** No bytes yet. @param incoming the file that they come into, once somebody has begun: a link is good for one file */
    record Awaited(Paper paper, @Nullable String incoming) implements KycDocument {

        Awaited begin(String fileId, Instant now) {
            if (incoming != null) {
                throw new IllegalStateException("Document " + paper.id() + " has a file that comes already");
            }
            return new Awaited(paper.changed(now), fileId);
        }

        Uploaded receive(Content content, Instant now) {
            if (!content.fileId().equals(incoming)) {
                throw new IllegalStateException("Document " + paper.id() + " awaits another file");
            }
            return new Uploaded(paper.changed(now), content);
        }

        @Override
        public DocumentState state() {
            return DocumentState.PENDING;
        }
    }

    /** The bytes are there; their sender has not said yet that they are meant. */
    record Uploaded(Paper paper, Content content) implements KycDocument {

        Processing confirm(Instant now) {
            return new Processing(paper.changed(now), content);
        }

        @Override
        public DocumentState state() {
            return DocumentState.PENDING;
        }
    }

    /** To be looked at, by a provider or a person. */
    record Processing(Paper paper, Content content) implements KycDocument {

        Verified verify(Instant now) {
            return new Verified(paper.changed(now), content, false);
        }

        /** @param reason which the user is shown */
        Rejected reject(String reason, Instant now) {
            return new Rejected(paper.changed(now), content, reason);
        }

        @Override
        public DocumentState state() {
            return DocumentState.PROCESSING;
        }
    }

    /** It counts. @param isReminded whether its owner was told that it runs out soon */
    record Verified(Paper paper, Content content, boolean isReminded) implements KycDocument {

        Verified remind(Instant now) {
            return new Verified(paper.changed(now), content, true);
        }

        Expired expire(Instant now) {
            return new Expired(paper.changed(now), content);
        }

        @Override
        public DocumentState state() {
            return DocumentState.VERIFIED;
        }
    }

    /** It does not count. @param reason which the user is shown */
    record Rejected(Paper paper, Content content, String reason) implements KycDocument {

        @Override
        public DocumentState state() {
            return DocumentState.REJECTED;
        }
    }

    /** It counted, until the day printed on it. */
    record Expired(Paper paper, Content content) implements KycDocument {

        @Override
        public DocumentState state() {
            return DocumentState.EXPIRED;
        }
    }

    /** The bytes; null before they are there. */
    default @Nullable Content file() {
        return switch (this) {
            case Awaited awaited -> null;
            case Uploaded uploaded -> uploaded.content();
            case Processing processing -> processing.content();
            case Verified verified -> verified.content();
            case Rejected rejected -> rejected.content();
            case Expired expired -> expired.content();
        };
    }
}
