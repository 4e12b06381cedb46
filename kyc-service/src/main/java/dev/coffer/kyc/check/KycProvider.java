package dev.coffer.kyc.check;

import dev.coffer.kyc.document.KycDocument;
import dev.coffer.kyc.person.PersonalData;
import java.util.List;
import java.util.Map;

/**
 * Somebody who checks people and papers. A provider that is away or slow is an answer, {@code Unknown}, not an exception. The same
 * check may be asked for again, after an answer that was lost: it is the same question, by its id.
 */
public interface KycProvider {

    /** Short and stable, as stored with each check: "simulator". */
    String name();

    Answer ask(Check.Pending check, Shown shown);

    /** What the provider is shown. */
    record Shown(PersonalData person, List<KycDocument> documents) {

        public Shown {
            documents = List.copyOf(documents);
        }

        @Override
        public String toString() {
            return "Shown[redacted]";
        }
    }

    /** What the provider says. */
    sealed interface Answer {

        /** @param raw the provider's own words; personal */
        record Decided(CheckState outcome, List<CheckReason> reasons, String raw) implements Answer {

            public Decided {
                reasons = List.copyOf(reasons);
            }
        }

        /** They are at it, and the same question will be answered later. */
        record Underway() implements Answer {}

        /** Nobody knows. @param why for operators */
        record Unknown(String why) implements Answer {}
    }

    /**
     * Reads what is said to be told by the provider.
     *
     * @param headers by their names in lower case
     * @param body as it came
     */
    default Webhook hear(Map<String, String> headers, byte[] body) {
        return new Webhook.Refused("it tells nothing of its own accord");
    }

    /** What a provider tells of its own accord. */
    sealed interface Webhook {

        /** @param reference of the check that is decided @param outcome which counts only where the provider says it when it is asked */
        record Told(String reference, CheckState outcome) implements Webhook {}

        /** Genuine, and of no use here. */
        record Ignored() implements Webhook {}

        /** Not from the provider. @param why for operators */
        record Refused(String why) implements Webhook {}
    }
}
