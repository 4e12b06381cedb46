package dev.coffer.core.provision;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.coffer.core.provision.install.HostEnvironment;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** The MongoDB that the environment names. */
record GivenMongo(String uri) implements MongoServer {
    private static final int ANSWER_SECONDS = 5;

    /** @throws StoreUnavailable when it does not answer, or is no replica set: nothing else is tried in its place */
    static GivenMongo checked(String uri) {
        Document hello;
        try {
            MongoClientSettings settings = MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString(uri))
                    .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                    .build();
            try (MongoClient client = MongoClients.create(settings)) {
                hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
            }
        } catch (MongoException | IllegalArgumentException unusable) {
            throw new StoreUnavailable(
                    HostEnvironment.MONGODB_URI + " is set, but " + redacted(uri) + " cannot be used: "
                            + unusable.getMessage()
                            + ". Start that server, or unset the variable to let Coffer start one.",
                    unusable);
        }
        if (!hello.containsKey("setName") && !"isdbgrid".equals(hello.getString("msg"))) {
            throw new StoreUnavailable(HostEnvironment.MONGODB_URI + " is set, but " + redacted(uri)
                    + " is not a replica set: transactions and change streams need one. Start it with --replSet and"
                    + " run rs.initiate() once, or unset the variable to let Coffer start one.");
        }
        return new GivenMongo(uri);
    }

    /** The address without user and password. */
    static String redacted(String uri) {
        return uri.replaceFirst("//[^@/]*@", "//***@");
    }

    @Override
    public String toString() {
        return redacted(uri);
    }
}
