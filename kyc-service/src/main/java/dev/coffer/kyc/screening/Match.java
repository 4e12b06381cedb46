package dev.coffer.kyc.screening;

import dev.coffer.kyc.screening.list.Listed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on a list who is like a user. What it says is personal.
 *
 * @param id unique in its screening
 * @param entryId which the list gives the person
 * @param entry digest of what the list says of them: a verdict holds as long as it says the same
 * @param name of theirs that is like the user's
 * @param names all of theirs
 * @param score from 0 to 1, with the day of birth
 * @param nameScore without it
 * @param reasons why, a sentence each
 * @param decision null as long as nobody has decided
 */
record Match(
        String id,
        String list,
        String entryId,
        String entry,
        String name,
        List<String> names,
        List<String> bornOn,
        List<String> countries,
        double score,
        double nameScore,
        List<String> reasons,
        @Nullable Decision decision) {

    /** @param by user id of the reviewer */
    record Decision(Verdict verdict, String by, String reason, Instant at) {}

    static Match of(Listed found, int number) {
        List<String> bornOn =
                found.person().bornOn().stream().map(Object::toString).toList();
        return new Match(
                Integer.toString(number),
                found.list(),
                found.person().id(),
                digest(found.person().names() + "/" + bornOn),
                found.name(),
                found.person().names(),
                bornOn,
                found.person().countries(),
                found.hit().score(),
                found.hit().nameScore(),
                found.hit().reasons(),
                null);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException unavailable) {
            throw new IllegalStateException("This Java runtime has no SHA-256", unavailable);
        }
    }

    Match decided(Decision made) {
        return new Match(id, list, entryId, entry, name, names, bornOn, countries, score, nameScore, reasons, made);
    }

    /** Whether a verdict of this one holds for the other. */
    boolean isSameEntry(Match other) {
        return list.equals(other.list) && entryId.equals(other.entryId) && entry.equals(other.entry);
    }

    @Override
    public String toString() {
        return "Match[redacted]";
    }
}
