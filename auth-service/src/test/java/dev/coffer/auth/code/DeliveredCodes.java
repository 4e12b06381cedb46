package dev.coffer.auth.code;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service that delivers codes gets to know: opened from the events that a server told. */
public final class DeliveredCodes {

    private final MongoDatabase database;
    private final Seal seal;

    public DeliveredCodes(AuthServer server) {
        this.database = server.bean(MongoDatabase.class);
        this.seal = new Seal(MasterKey.ofBase64(AuthServer.MASTER_KEY), SealForDelivery.PURPOSE, new SecureRandom());
    }

    /** @param to in plain text */
    public record Delivered(String id, String to, String code) {}

    /** The codes that were told of a user, in order. */
    public List<Delivered> allTo(String userId) {
        List<Delivered> all = new ArrayList<>();
        for (Document event : database.getCollection("outbox")
                .find(Filters.and(Filters.eq("eventType", CodeIssued.TYPE), Filters.eq("key", userId)))
                .sort(Sorts.ascending("seq"))) {
            all.add(open(event));
        }
        return all;
    }

    public Delivered latestTo(String userId) {
        return allTo(userId).getLast();
    }

    private Delivered open(Document event) {
        JsonNode data = JsonMapper.shared().readTree(event.getString("data"));
        String id = data.path("codeId").asString();
        String boundTo = String.join("|", CodeIssued.TYPE, event.getString("tenantId"), id);
        byte[] text = seal.open(SealedSecret.parse(data.path("sealed").asString()), boundTo);
        String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", -1);
        return new Delivered(id, lines[0], lines[1]);
    }

    /** A code that this one is not. */
    public static String wrong(String code) {
        return (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
    }
}
