package dev.coffer.kyc.check;

import dev.coffer.kyc.document.KycDocument;
import dev.coffer.kyc.person.PersonalData;
import java.util.List;

/**
 * Somebody who checks people and papers. A provider that is away or slow is an answer, {@code Unknown}, not an exception. The same
 * check may be asked for again, after an answer that was lost: it is the same question, by its id.
 */
interface KycProvider {

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

        /** Nobody knows. @param why for operators */
        record Unknown(String why) implements Answer {}
    }
}
