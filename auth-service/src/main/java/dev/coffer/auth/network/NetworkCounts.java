package dev.coffer.auth.network;

/** Counts by key what came from networks. */
interface NetworkCounts {

    /**
     * Asks for one more, which counts when it is allowed; a refused one counts for nothing.
     *
     * @param now milliseconds of the epoch
     * @return how many milliseconds there is none, 0 when it is allowed
     */
    long ask(String key, Rate rate, long now);

    /** One that was counted is not meant. */
    void giveBack(String key, Rate rate, long now);
}
