package dev.coffer.core.cache;

/**
 * Which invalidations a cache has seen: all of an epoch up to a number.
 *
 * @param epoch another one begins when all is invalidated, and when Redis has lost its data
 */
record CacheVersion(String epoch, long number) {

    /** @param text "epoch number", and anything behind another blank */
    static CacheVersion parse(String text) {
        String[] words = text.split(" ", 3);
        if (words.length < 2) {
            throw new IllegalArgumentException("No version of a cache: '" + text + "'");
        }
        return new CacheVersion(words[0], Long.parseLong(words[1]));
    }

    /** Whether nothing lies between that one and this. */
    boolean follows(CacheVersion other) {
        return epoch.equals(other.epoch) && number <= other.number + 1;
    }

    boolean covers(CacheVersion other) {
        return epoch.equals(other.epoch) && number >= other.number;
    }
}
