package dev.coffer.scripts.run;

import dev.coffer.scripts.CommandFailed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system that other commands work on, as they reach its stores: the one that {@code up} runs here, or one that the environment names. */
public record RunningSystem(String mongoUri, String redisUri, String masterKey, int portOffset) {

    private static final String MONGODB = "COFFER_MONGODB_URI";
    private static final String REDIS = "COFFER_REDIS_URI";
    private static final String MASTER_KEY = "COFFER_MASTER_KEY";

    /** @throws CommandFailed when no system is up here and none is named */
    public static RunningSystem required() {
        RunningSystem running = find();
        if (running == null) {
            running = named(System.getenv());
        }
        if (running == null) {
            throw new CommandFailed(
                    "No system is up here. Start one with './coffer up --detach', or name the stores of one elsewhere by "
                            + MONGODB + ", " + REDIS + " and " + MASTER_KEY + ".");
        }
        return running;
    }

    /**
     * A system elsewhere, whose stores are reached from here.
     *
     * @return null where none is named
     * @throws CommandFailed where half of it is
     */
    public static @Nullable RunningSystem named(Map<String, String> environment) {
        String mongo = environment.getOrDefault(MONGODB, "");
        if (mongo.isBlank()) {
            return null;
        }
        for (String needed : List.of(REDIS, MASTER_KEY)) {
            if (environment.getOrDefault(needed, "").isBlank()) {
                throw new CommandFailed(
                        MONGODB + " names a system that runs elsewhere; " + needed + " must be its own as well.");
            }
        }
        return new RunningSystem(
                mongo, environment.getOrDefault(REDIS, ""), environment.getOrDefault(MASTER_KEY, ""), 0);
    }

    /** The one that is up here; null where none is. */
    public static @Nullable RunningSystem find() {
        CofferHome home = CofferHome.ofCheckout();
        @Nullable RunningState state = RunningState.read(home.state());
        return state == null || state.process() == null
                ? null
                : new RunningSystem(state.mongoUri(), state.redisUri(), home.masterKey(), state.portOffset());
    }

    /** Settings for a context of the auth service that works on the same stores and listens on a free port. */
    public Map<String, Object> settings() {
        return settings(Service.AUTH);
    }

    /** Likewise for any service. */
    public Map<String, Object> settings(Service service) {
        SystemPorts ports = SystemPorts.standard(portOffset);
        Map<String, Object> settings =
                new HashMap<>(new ServiceSettings(ports, mongoUri, redisUri, masterKey).of(service));
        settings.put("server.port", "0");
        return settings;
    }

    @Override
    public String toString() {
        return "RunningSystem[" + mongoUri + ", " + redisUri + ", masterKey=***]";
    }
}
