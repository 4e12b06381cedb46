package dev.coffer.core.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class SealTest {

    private final SecureRandom random = new SecureRandom();
    private final MasterKey masterKey = MasterKey.generate(random);
    private final Seal seal = new Seal(masterKey, "signing keys", random);

    @Test
    void a_sealed_secret_opens_for_the_same_key_purpose_and_owner() {
        SealedSecret sealed = seal.seal("secret".getBytes(UTF_8), "kid-1");

        Seal replica = new Seal(MasterKey.ofBase64(masterKey.toBase64()), "signing keys", random);

        assertThat(replica.open(sealed, "kid-1")).isEqualTo("secret".getBytes(UTF_8));
        assertThat(new String(sealed.cipherText(), UTF_8)).doesNotContain("secret");
    }

    @Test
    void a_secret_moved_to_another_owner_does_not_open() {
        SealedSecret sealed = seal.seal("secret".getBytes(UTF_8), "kid-1");

        assertThatThrownBy(() -> seal.open(sealed, "kid-2")).hasMessageContaining("was changed or moved");
    }

    @Test
    void a_changed_secret_does_not_open() {
        SealedSecret sealed = seal.seal("secret".getBytes(UTF_8), "kid-1");
        sealed.cipherText()[0] ^= 1;

        assertThatThrownBy(() -> seal.open(sealed, "kid-1")).hasMessageContaining("was changed or moved");
    }

    @Test
    void another_master_key_is_named_as_the_reason() {
        SealedSecret sealed = seal.seal("secret".getBytes(UTF_8), "kid-1");
        Seal stranger = new Seal(MasterKey.generate(random), "signing keys", random);

        assertThatThrownBy(() -> stranger.open(sealed, "kid-1"))
                .hasMessageContaining(masterKey.id())
                .hasMessageContaining("COFFER_MASTER_KEY");
    }

    @Test
    void a_sealed_secret_goes_through_a_text() {
        SealedSecret sealed = seal.seal("secret".getBytes(UTF_8), "kid-1");

        SealedSecret read = SealedSecret.parse(sealed.toText());

        assertThat(seal.open(read, "kid-1")).isEqualTo("secret".getBytes(UTF_8));
        assertThatThrownBy(() -> SealedSecret.parse("one.two")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_purpose_does_not_open_what_another_sealed() {
        SealedSecret sealed = seal.seal("secret".getBytes(UTF_8), "kid-1");
        Seal otherPurpose = new Seal(masterKey, "settings", random);

        assertThatThrownBy(() -> otherPurpose.open(sealed, "kid-1")).hasMessageContaining("was changed or moved");
    }
}
