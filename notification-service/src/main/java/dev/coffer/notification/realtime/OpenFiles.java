package dev.coffer.notification.realtime;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the operating system lets this process have as many connections as its settings do. */
final class OpenFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    /** Stores, jars, logs and requests. */
    static final int FOR_ITSELF = 500;

    private OpenFiles() {}

    /** Says so where it does not. */
    static void look(StreamLimits limits) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && isTooFew(system.getMaxFileDescriptorCount(), limits)) {
            LOG.warn(
                    "This process may open {} files: too few for the {} connections of coffer.notification.events.per-replica."
                            + " Raise the limit (ulimit -n) to {}, or lower that.",
                    system.getMaxFileDescriptorCount(),
                    limits.perReplica(),
                    limits.perReplica() + FOR_ITSELF);
        }
    }

    static boolean isTooFew(long most, StreamLimits limits) {
        return most < limits.perReplica() + (long) FOR_ITSELF;
    }
}
