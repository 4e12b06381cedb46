package dev.coffer.kyc.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedFramesTest {

    private static final int FRAME = SealedFrames.SEALED;
    private static final byte[] KEY = SealingOutput.newKey(new SecureRandom());

    private static byte[] plain(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] sealed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealingOutput sealing = new SealingOutput(out, KEY, "ann")) {
            sealing.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] opened(byte[] sealed, byte[] key, String boundTo) throws IOException {
        try (OpeningInput in = new OpeningInput(new ByteArrayInputStream(sealed), key, boundTo)) {
            return in.readAllBytes();
        }
    }

    @Test
    void what_was_sealed_opens_at_every_size_around_a_frame() throws Exception {
        for (int size : new int[] {0, 1, FRAME - 17, FRAME - 16, FRAME - 15, 2 * (FRAME - 16), 5 * FRAME}) {
            byte[] plain = plain(size);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SealingOutput sealing = new SealingOutput(out, KEY, "ann");
            for (byte one : plain) {
                sealing.write(one);
            }
            sealing.close();
            assertThat(opened(out.toByteArray(), KEY, "ann")).isEqualTo(plain);
            assertThat(sealing.size()).isEqualTo(size);
            assertThat(sealing.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(plain)));
        }
    }

    @Test
    void what_is_changed_cut_moved_or_added_does_not_open() throws IOException {
        byte[] sealed = sealed(plain(3 * (FRAME - 16)));
        assertThat(sealed).hasSize(3 * FRAME);
        byte[] flipped = sealed.clone();
        flipped[FRAME + 5] ^= 1;
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 0, swapped, FRAME, FRAME);
        System.arraycopy(sealed, FRAME, swapped, 0, FRAME);
        for (byte[] wrong : new byte[][] {
            flipped,
            swapped,
            Arrays.copyOf(sealed, 2 * FRAME),
            Arrays.copyOf(sealed, sealed.length - 1),
            Arrays.copyOf(sealed, sealed.length + 1),
            Arrays.copyOfRange(sealed, FRAME, 3 * FRAME),
            new byte[0]
        }) {
            assertThatThrownBy(() -> opened(wrong, KEY, "ann")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void nothing_opens_for_another_or_with_another_key() throws IOException {
        byte[] sealed = sealed(plain(100));
        assertThatThrownBy(() -> opened(sealed, KEY, "bob")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> opened(sealed, SealingOutput.newKey(new SecureRandom()), "ann"))
                .isInstanceOf(IOException.class);
    }
}
