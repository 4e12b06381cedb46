package dev.coffer.core.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an issuer tells of revocations: {@code {"asOf": 1764000000000, "revoked": [{"key": "...", "below": 7, "until": 1764000360}]}},
 * {@code asOf} in milliseconds, {@code until} in seconds since 1970, {@code below} left out where all tokens are revoked.
 *
 * @param asOf of when the page is, by the issuer's clock; whoever asks again says it
 * @param revoked all in force; or, for who said of when theirs was, at least those made since
 */
public record RevocationPage(Instant asOf, List<Revocation> revoked) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String AS_OF = "asOf";
    private static final String REVOKED = "revoked";
    private static final String KEY = "key";
    private static final String BELOW = "below";
    private static final String UNTIL = "until";

    public RevocationPage {
        revoked = List.copyOf(revoked);
    }

    public String toJson() {
        ObjectNode page = JSON.createObjectNode().put(AS_OF, asOf.toEpochMilli());
        ArrayNode all = page.putArray(REVOKED);
        for (Revocation one : revoked) {
            ObjectNode node = all.addObject().put(KEY, one.key());
            if (one.below() != Revocation.ALL) {
                node.put(BELOW, one.below());
            }
            node.put(UNTIL, one.until().getEpochSecond());
        }
        return JSON.writeValueAsString(page);
    }

    /** @throws IllegalArgumentException when it is not such a page */
    public static RevocationPage parse(String json) {
        try {
            JsonNode page = JSON.readTree(json);
            List<Revocation> revoked = new ArrayList<>();
            for (JsonNode one : page.required(REVOKED)) {
                revoked.add(new Revocation(
                        one.required(KEY).stringValue(),
                        one.has(BELOW) ? one.required(BELOW).longValue() : Revocation.ALL,
                        Instant.ofEpochSecond(one.required(UNTIL).longValue())));
            }
            return new RevocationPage(Instant.ofEpochMilli(page.required(AS_OF).longValue()), revoked);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("This is no page of revocations: " + wrong.getOriginalMessage(), wrong);
        }
    }
}
