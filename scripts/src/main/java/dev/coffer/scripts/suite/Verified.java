package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;

/** Takes a person through a verification. */
final class Verified {

    /** The simulator can tell nothing of anybody of this name: all of it is left to reviewers. */
    static final Map<String, String> ADA = Map.of(
            "givenName", "Ada",
            "familyName", "Unsure",
            "birthDate", "1990-02-28",
            "nationality", "GB",
            "residence", "DE");

    private Verified() {}

    /** Says who the person is and asks for the tier. */
    static void ask(Person person, String tier) {
        Mutations.done(person, "submitPersonalData", ADA, "", "/__typename");
        Check.equal("IN_REVIEW", start(person, tier), "the state");
    }

    /** @return the state then */
    static String start(Person person, String tier) {
        return Mutations.done(
                person, "startVerification", Map.of("tier", tier), "... on KycProfile { state }", "/state");
    }

    /** Claims what the person has asked for, with what has been seen of them. */
    static void claim(Person reviewer, Person person, String... seen) {
        Mutations.done(reviewer, "claimReview", Map.of("userId", person.id()), "... on KycProfile { state }", "/state");
        for (String requirement : List.of(seen)) {
            Mutations.done(
                    reviewer,
                    "recordEvidence",
                    Map.of("userId", person.id(), "requirement", requirement, "reference", "Archive 7"),
                    "... on KycProfile { state }",
                    "/state");
        }
    }

    /** @return the state then */
    static String approve(Person reviewer, Person person) {
        return Mutations.done(
                reviewer,
                "decideReview",
                Map.of("userId", person.id(), "approve", true),
                "... on KycProfile { state }",
                "/state");
    }
}
