package dev.coffer.scripts.doctor;

import java.time.Clock;
import java.util.List;

/** Where the clock of this machine comes in. */
final class DoctorWiring {

    private DoctorWiring() {}

    static List<Finding> mongo(String uri) {
        return MongoLook.look(uri, Clock.systemUTC());
    }
}
