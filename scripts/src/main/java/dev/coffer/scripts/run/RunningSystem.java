package dev.coffer.scripts.run;

import dev.coffer.scripts.CommandFailed;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system that {@code up} runs on this machine, as other commands reach its stores. */
public record RunningSystem(String mongoUri, String redisUri, String masterKey, int portOffset) {

    /** @throws CommandFailed when no system is up */
    public static RunningSystem required() {
        RunningSystem running = find();
        if (running == null) {
            throw new CommandFailed("No system is up here. Start one with './coffer up --detach'.");
        }
        return running;
    }

    /** Null where none is up. */
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
