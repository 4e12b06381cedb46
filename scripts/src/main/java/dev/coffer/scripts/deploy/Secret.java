package dev.coffer.scripts.deploy;

import java.util.Locale;

/** What parts are told and nobody else may know. */
enum Secret {
    /** 32 bytes in Base64. Lost, what it seals is lost. */
    MASTER_KEY,
    /** What proves the gateway to the services. */
    EDGE_SECRET,
    MONGODB_URI,
    REDIS_URI;

    /** As the environment names it: COFFER_MASTER_KEY. */
    String variable() {
        return "COFFER_" + name();
    }

    /** As a cluster's secret names it: master-key. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
