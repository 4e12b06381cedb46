package dev.coffer.gateway.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the operating system lets this process have as many subscriptions as its settings do. */
final class OpenFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);
    /** Jars, logs, calls of subgraphs and clients that only ask. */
    static final int FOR_ITSELF = 400;

    private OpenFiles() {}

    /** Says so where it does not. */
    static void look(SubscriptionOptions options) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < needed(options.perProcess())) {
            LOG.warn(
                    "This process may open {} files; {} subscriptions, each with a connection to its client and one to its"
                            + " subgraph, need {}. Raise the limit (ulimit -n), or lower coffer.gateway.subscriptions.per-process.",
                    system.getMaxFileDescriptorCount(),
                    options.perProcess(),
                    needed(options.perProcess()));
        }
    }

    static long needed(int subscriptions) {
        return 2L * subscriptions + FOR_ITSELF;
    }
}
