package dev.coffer.core.events;

/**
 * The Redis keys of one service's stream. None has a TTL: the relay trims the stream behind its slowest lane, and whatever is lost
 * is rebuilt from MongoDB. The braces put all of them on one slot of a cluster: {@code {x}:meta} is placed as {@code x} is.
 *
 * @param stream "events:auth"; its entries have the fields i (their own id), p (the id before it), t (type), k (key), e (envelope as JSON),
 *     and c (the only consumer it is for) where it is a replay
 * @param meta hash: epoch, fence of the relay that set it, floor (the stream has every event after it)
 * @param lanes hash: "consumer/lane" to "position|milliseconds of the report"
 * @param channel pub/sub for outsiders, best effort
 */
record StreamKeys(String stream, String meta, String lanes, String channel) {

    static StreamKeys of(String service) {
        String stream = "events:" + service;
        return new StreamKeys(stream, "{" + stream + "}:meta", "{" + stream + "}:lanes", "integration:" + service);
    }
}
