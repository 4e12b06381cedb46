package dev.coffer.gateway.execute;

import java.util.Arrays;

/** A JSON array. */
public final class JsonArray implements Json {
    private static final int FIRST_ROOM = 8;
    private static final Json[] NONE = {};

    private Json[] items = NONE;
    private int size;

    /** How many items there are. */
    public int size() {
        return size;
    }

    /** The item at {@code index}, from 0. */
    public Json get(int index) {
        return items[index];
    }

    /** Appends an item. */
    public JsonArray add(Json item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(FIRST_ROOM, size * 2));
        }
        items[size++] = item;
        return this;
    }

    void set(int index, Json item) {
        items[index] = item;
    }

    @Override
    public void writeTo(JsonBuffer out) {
        out.raw('[');
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.raw(',');
            }
            items[i].writeTo(out);
        }
        out.raw(']');
    }

    @Override
    public String toString() {
        return "JsonArray[" + size + "]";
    }
}
