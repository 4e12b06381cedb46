package dev.coffer.gateway.execute;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON object whose members keep their order. Small objects are searched in order, large ones by a table. */
public final class JsonObject implements Json {
    /** Above this many members a lookup goes through an open-addressing table. */
    private static final int SEARCHED_IN_ORDER = 12;

    private static final int FIRST_ROOM = 8;
    private static final String[] NO_KEYS = {};
    private static final Json[] NO_VALUES = {};

    /** Other ones in each process, so that nobody can write many names that all lead to the same place. */
    private static final int SEED = new SecureRandom().nextInt();

    private static final int MULTIPLIER = new SecureRandom().nextInt() | 1;

    /** Shared by objects with the same members until there are more, which needs a longer one. */
    private String[] keys;

    private Json[] values;
    private int size;
    private int @Nullable [] table;
    private int foundBy;

    /** An empty object. */
    public JsonObject() {
        this.keys = NO_KEYS;
        this.values = NO_VALUES;
    }

    /** @param keys all different; never changed. As many as {@code values}, which belong to this object */
    JsonObject(String[] keys, Json[] values) {
        this.keys = keys;
        this.values = values;
        this.size = keys.length;
        if (size > SEARCHED_IN_ORDER) {
            enterIntoTable();
        }
    }

    /** How many members there are. */
    public int size() {
        return size;
    }

    /** The name of the member at {@code index}, in order of arrival. */
    public String key(int index) {
        return keys[index];
    }

    /** The value of the member at {@code index}. */
    public Json value(int index) {
        return values[index];
    }

    /** The value under {@code key}; null when there is no such member. */
    public @Nullable Json find(String key) {
        int at = indexOf(key);
        return at < 0 ? null : values[at];
    }

    /** The text of a string member; null when it is absent or no string. */
    public @Nullable String findText(String key) {
        return find(key) instanceof JsonScalar scalar && scalar.isString() ? scalar.text() : null;
    }

    /** All member names in order. */
    public List<String> keys() {
        return List.of(Arrays.copyOf(keys, size));
    }

    /** Sets a member; a repeated name replaces the earlier value and keeps its place. */
    public JsonObject put(String key, Json value) {
        int at = indexOf(key);
        if (at >= 0) {
            values[at] = value;
            return this;
        }
        if (size == keys.length) {
            int room = Math.max(FIRST_ROOM, size * 2);
            keys = Arrays.copyOf(keys, room);
            values = Arrays.copyOf(values, room);
        }
        keys[size] = key;
        values[size] = value;
        size++;
        if (table != null || size > SEARCHED_IN_ORDER) {
            enterIntoTable();
        }
        return this;
    }

    /** Which members objects have that two with certain other members were joined to: mostly there are many such pairs. */
    static final class Joined {
        private String[] first = NO_KEYS;
        private String[] second = NO_KEYS;
        private String @Nullable [] all;

        /** Null where a member is in both, or there are too many to be searched in order. */
        private String @Nullable [] of(String[] one, String[] other) {
            if (first != one || second != other) {
                first = one;
                second = other;
                all = null;
                if (one.length + other.length <= SEARCHED_IN_ORDER
                        && Collections.disjoint(List.of(one), List.of(other))) {
                    all = Arrays.copyOf(one, one.length + other.length);
                    System.arraycopy(other, 0, all, one.length, other.length);
                }
            }
            return all;
        }
    }

    /** Adds all members of {@code other}, whose values both have then. False, with nothing done, where that takes a closer look. */
    boolean join(JsonObject other, Joined known) {
        if (size < keys.length || other.size < other.keys.length) {
            return false;
        }
        String[] all = known.of(keys, other.keys);
        if (all == null) {
            return false;
        }
        keys = all;
        values = Arrays.copyOf(values, all.length);
        System.arraycopy(other.values, 0, values, size, other.size);
        size = all.length;
        return true;
    }

    /** Whether the search of this number comes by for the first time; searches of one tree are numbered upwards from 1. */
    boolean isFirstFoundBy(int search) {
        boolean isFirst = foundBy != search;
        foundBy = search;
        return isFirst;
    }

    void replaceAt(int index, Json value) {
        values[index] = value;
    }

    int indexOf(String key) {
        int[] slots = table;
        if (slots == null) {
            for (int i = 0; i < size; i++) {
                if (keys[i].equals(key)) {
                    return i;
                }
            }
            return -1;
        }
        int mask = slots.length - 1;
        for (int slot = spread(key) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int at = slots[slot] - 1;
            if (keys[at].equals(key)) {
                return at;
            }
        }
        return -1;
    }

    private void enterIntoTable() {
        int[] slots = table;
        if (slots == null || size * 2 > slots.length) {
            slots = new int[Integer.highestOneBit(size) * 4];
            table = slots;
            for (int i = 0; i < size; i++) {
                enter(slots, i);
            }
        } else {
            enter(slots, size - 1);
        }
    }

    private void enter(int[] slots, int at) {
        int mask = slots.length - 1;
        int slot = spread(keys[at]) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = at + 1;
    }

    private static int spread(String key) {
        int hash = SEED;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * MULTIPLIER;
        }
        return hash ^ (hash >>> 16);
    }

    @Override
    public void writeTo(JsonBuffer out) {
        out.raw('{');
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.raw(',');
            }
            out.string(keys[i]).raw(':');
            values[i].writeTo(out);
        }
        out.raw('}');
    }

    @Override
    public String toString() {
        return "JsonObject" + keys();
    }
}
