package dev.coffer.auth.factor;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTest {

    private static final String SEED = "1234567890123456789012345678901234567890123456789012345678901234";
    private static final byte[] SECRET = SEED.substring(0, 20).getBytes(StandardCharsets.US_ASCII);
    private static final int QUIET_ZONE = 4;

    private final Totp totp = new Totp(new SecureRandom());

    /** All rows of RFC 6238, appendix B, with the seed lengths of its errata. */
    @ParameterizedTest
    @CsvSource({
        "59,          HmacSHA1,   20, 94287082",
        "59,          HmacSHA256, 32, 46119246",
        "59,          HmacSHA512, 64, 90693936",
        "1111111109,  HmacSHA1,   20, 07081804",
        "1111111109,  HmacSHA256, 32, 68084774",
        "1111111109,  HmacSHA512, 64, 25091201",
        "1111111111,  HmacSHA1,   20, 14050471",
        "1111111111,  HmacSHA256, 32, 67062674",
        "1111111111,  HmacSHA512, 64, 99943326",
        "1234567890,  HmacSHA1,   20, 89005924",
        "1234567890,  HmacSHA256, 32, 91819424",
        "1234567890,  HmacSHA512, 64, 93441116",
        "2000000000,  HmacSHA1,   20, 69279037",
        "2000000000,  HmacSHA256, 32, 90698825",
        "2000000000,  HmacSHA512, 64, 38618901",
        "20000000000, HmacSHA1,   20, 65353130",
        "20000000000, HmacSHA256, 32, 77737706",
        "20000000000, HmacSHA512, 64, 47863826"
    })
    void the_vectors_of_rfc_6238(long second, String algorithm, int seedBytes, String expected) throws Exception {
        byte[] seed = SEED.substring(0, seedBytes).getBytes(StandardCharsets.US_ASCII);
        Instant at = Instant.ofEpochSecond(second);

        String code = new TimeBasedOneTimePasswordGenerator(Totp.STEP, 8, algorithm)
                .generateOneTimePasswordString(new SecretKeySpec(seed, algorithm), at);

        assertThat(code).isEqualTo(expected);
        if (algorithm.equals("HmacSHA1")) {
            // Ours are the last six digits of these.
            assertThat(totp.matchingStep(SECRET, expected.substring(2), at)).isEqualTo(second / 30);
            assertThat(new Authenticator(Base32.STANDARD.encode(SECRET)).code(at))
                    .isEqualTo(expected.substring(2));
        }
    }

    @Test
    void a_clock_may_be_one_step_off_either_way_and_no_more() {
        Authenticator app = new Authenticator(Base32.STANDARD.encode(SECRET));
        Instant now = Instant.ofEpochSecond(1_111_111_111);
        long step = 1_111_111_111 / 30;

        assertThat(totp.matchingStep(SECRET, app.code(now, -2), now)).isEqualTo(Totp.NO_STEP);
        assertThat(totp.matchingStep(SECRET, app.code(now, -1), now)).isEqualTo(step - 1);
        assertThat(totp.matchingStep(SECRET, app.code(now), now)).isEqualTo(step);
        assertThat(totp.matchingStep(SECRET, app.code(now, 1), now)).isEqualTo(step + 1);
        assertThat(totp.matchingStep(SECRET, app.code(now, 2), now)).isEqualTo(Totp.NO_STEP);
    }

    @Test
    void a_code_is_six_digits_and_spaces_between_them_do_not_matter() {
        Instant now = Instant.ofEpochSecond(59);

        assertThat(totp.matchingStep(SECRET, "287 082", now)).isEqualTo(1);
        for (String other : new String[] {"", "28708", "2870822", "94287082", "28708x", "٢٨٧٠٨٢"}) {
            assertThat(totp.matchingStep(SECRET, other, now)).as(other).isEqualTo(Totp.NO_STEP);
        }
    }

    @Test
    void secrets_have_160_bits_and_are_written_as_apps_take_them() {
        assertThat(totp.newSecret()).hasSize(20).isNotEqualTo(totp.newSecret());
        assertThat(Base32.STANDARD.encode(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @Test
    void the_uri_says_everything_and_escapes_what_people_are_called() {
        assertThat(AuthenticatorUri.of("Ada & Co", "ada+x@example.com", "GEZDGNBV"))
                .isEqualTo("otpauth://totp/Ada%20%26%20Co:ada%2Bx%40example.com?secret=GEZDGNBV"
                        + "&issuer=Ada%20%26%20Co&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void the_picture_reads_as_the_uri() throws Exception {
        String uri = AuthenticatorUri.of("Coffer", "ada@example.com", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

        assertThat(new Decoder().decode(modules(QrPicture.of(uri))).getText()).isEqualTo(uri);
    }

    /** The black squares of the picture, without the white border. */
    private static BitMatrix modules(String dataUri) {
        String svg = new String(
                Base64.getDecoder().decode(dataUri.substring("data:image/svg+xml;base64,".length())),
                StandardCharsets.UTF_8);
        Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(size.find()).isTrue();
        BitMatrix modules = new BitMatrix(Integer.parseInt(size.group(1)) - 2 * QUIET_ZONE);
        Matcher black = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
        while (black.find()) {
            modules.set(Integer.parseInt(black.group(1)) - QUIET_ZONE, Integer.parseInt(black.group(2)) - QUIET_ZONE);
        }
        return modules;
    }
}
