package dev.coffer.core.events;

import org.bson.BsonTimestamp;

/**
 * An event's place in its service's stream: {@code clusterTime.seconds-(increment << 20 | ordinal)}. It follows from the commit in
 * MongoDB alone, so that the same event gets the same id however often it is relayed, and Redis refuses the repeat.
 *
 * @param seconds of the commit's cluster time
 * @param rest its increment in the upper bits, the event's ordinal among the commit's events in the lower 20
 */
record StreamId(long seconds, long rest) implements Comparable<StreamId> {

    /** Before the first event of any stream. */
    static final StreamId ZERO = new StreamId(0, 0);

    static final int ORDINAL_BITS = 20;
    static final long MOST_ORDINALS = 1L << ORDINAL_BITS;

    private static final int HEX_DIGITS = 16;
    private static final int HEX = 16;

    StreamId {
        if (seconds < 0 || rest < 0) {
            throw new IllegalArgumentException("stream id must not be negative: " + seconds + "-" + rest);
        }
    }

    static StreamId first(BsonTimestamp clusterTime) {
        return new StreamId(
                Integer.toUnsignedLong(clusterTime.getTime()),
                Integer.toUnsignedLong(clusterTime.getInc()) << ORDINAL_BITS);
    }

    /** The smallest id of the given second. */
    static StreamId atSecond(long second) {
        return new StreamId(Math.max(0, second), 0);
    }

    /** As Redis writes it: "1790000000-1048577". */
    static StreamId parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("not a stream id: " + text);
        }
        return new StreamId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    /** Reads {@link #sortable}. */
    static StreamId parseSortable(String text) {
        return new StreamId(
                Long.parseLong(text, 0, HEX_DIGITS, HEX), Long.parseLong(text, HEX_DIGITS, 2 * HEX_DIGITS, HEX));
    }

    /** The id of the next event of the given commit, this being the last id that was given out. */
    StreamId next(BsonTimestamp clusterTime) {
        StreamId first = first(clusterTime);
        boolean isSameCommit = seconds == first.seconds && rest >> ORDINAL_BITS == first.rest >> ORDINAL_BITS;
        return isSameCommit ? plus(1) : first;
    }

    /** The id that many ordinals later in the same commit. */
    StreamId plus(int ordinals) {
        if (ordinal() + ordinals >= MOST_ORDINALS) {
            throw new IllegalStateException("more than " + MOST_ORDINALS + " events in one commit at " + this);
        }
        return new StreamId(seconds, rest + ordinals);
    }

    long ordinal() {
        return rest & (MOST_ORDINALS - 1);
    }

    /** 32 hexadecimal digits that sort as the ids do; the form stored in MongoDB. */
    String sortable() {
        return "%016x%016x".formatted(seconds, rest);
    }

    boolean isAfter(StreamId other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(StreamId other) {
        int bySeconds = Long.compare(seconds, other.seconds);
        return bySeconds == 0 ? Long.compare(rest, other.rest) : bySeconds;
    }

    @Override
    public String toString() {
        return seconds + "-" + rest;
    }
}
