package dev.coffer.kyc.check;

import dev.coffer.kyc.document.DocumentType;
import dev.coffer.kyc.document.Paper;
import dev.coffer.kyc.person.PersonalData;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A provider that decides by names and numbers, as test cards do; see docs/kyc.md. Everything passes but:
 *
 * <ul>
 *   <li>family name {@code Unsure}: nothing can be told of anything;
 *   <li>family name {@code Mismatch}: the document of identity is somebody else's;
 *   <li>given name {@code Masked}: the face is another one;
 *   <li>family name {@code Homeless}: the address is another one;
 *   <li>a number that begins with {@code FORGED}, {@code BLURRED} or {@code SLOW}: the document is not genuine, cannot be read,
 *       or the provider is away for the first two times.
 * </ul>
 */
final class Simulator implements KycProvider {

    static final String NAME = "simulator";
    private static final int ADULT = 18;
    private static final int SLOW_ATTEMPTS = 2;

    private final Clock clock;

    Simulator(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer ask(Check.Pending check, Shown shown) {
        if (check.attempts() <= SLOW_ATTEMPTS && hasNumber(check, shown, "SLOW")) {
            return new Answer.Unknown("The simulator is away.");
        }
        PersonalData person = shown.person();
        if (isNamed(person.familyName(), "Unsure")) {
            return answer(CheckState.INCONCLUSIVE, CheckReason.NOT_TOLD);
        }
        if (hasNumber(check, shown, "FORGED")) {
            return answer(CheckState.FAILED, CheckReason.DOCUMENT_FORGED);
        }
        if (hasNumber(check, shown, "BLURRED")) {
            return answer(CheckState.INCONCLUSIVE, CheckReason.DOCUMENT_UNREADABLE);
        }
        return byName(check.subject().kind(), person);
    }

    private Answer byName(CheckKind kind, PersonalData person) {
        boolean isRefused = switch (kind) {
            case DOCUMENT -> isNamed(person.familyName(), "Mismatch");
            case LIVENESS -> isNamed(person.givenName(), "Masked");
            case ADDRESS -> isNamed(person.familyName(), "Homeless");
            case AGE -> person.age(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)) < ADULT;
        };
        if (!isRefused) {
            return new Answer.Decided(CheckState.PASSED, List.of(), "{\"outcome\":\"PASSED\"}");
        }
        return answer(
                CheckState.FAILED,
                switch (kind) {
                    case DOCUMENT -> CheckReason.NAME_MISMATCH;
                    case LIVENESS -> CheckReason.FACE_MISMATCH;
                    case ADDRESS -> CheckReason.ADDRESS_MISMATCH;
                    case AGE -> CheckReason.TOO_YOUNG;
                });
    }

    private static Answer answer(CheckState outcome, CheckReason reason) {
        return new Answer.Decided(
                outcome, List.of(reason), "{\"outcome\":\"" + outcome + "\",\"reason\":\"" + reason + "\"}");
    }

    private static boolean isNamed(String name, String wanted) {
        return name.equalsIgnoreCase(wanted);
    }

    /** Of what the check is about: a face is compared with a document that counts already. */
    private static boolean hasNumber(Check.Pending check, Shown shown, String prefix) {
        boolean isOfFace = check.subject().kind() == CheckKind.LIVENESS;
        return shown.documents().stream()
                .limit(isOfFace ? 1 : Long.MAX_VALUE)
                .map(document -> document.paper())
                .filter(paper -> paper.type() != DocumentType.OTHER)
                .map(Paper::number)
                .filter(Objects::nonNull)
                .anyMatch(number -> number.toUpperCase(Locale.ROOT).startsWith(prefix));
    }
}
