package dev.coffer.auth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one script of the pages, run by Node.js in front of a page that is written down here. */
final class PasskeyScriptTest {

    /** A page with one form, and a browser that answers as it is told. */
    private static final String PAGE = """
            const told = [];
            const answer = { value: '' };
            const button = { addEventListener: (kind, run) => { button.click = run; } };
            const form = { dataset: { options: '{"challenge":"abc"}' }, hidden: false,
              querySelector: wanted => wanted === 'button' ? button : answer,
              submit: () => told.push('sent ' + answer.value) };
            const problem = { hidden: true };
            globalThis.window = globalThis;
            globalThis.document = { getElementById: id => id === 'passkey' ? form : problem };
            const can = process.argv[2] !== 'old';
            if (can) {
              globalThis.PublicKeyCredential = { parseRequestOptionsFromJSON: options => ({ parsed: options.challenge }) };
            }
            Object.defineProperty(globalThis, 'navigator', { value: { credentials: { get: async asked => {
              if (process.argv[2] === 'refuses') throw new Error('NotAllowedError');
              return { toJSON: () => ({ answers: asked.publicKey.parsed }) };
            } } } });
            (0, eval)(require('fs').readFileSync(process.argv[3], 'utf8'));
            (async () => {
              if (button.click) await button.click();
              console.log(JSON.stringify({ told, problem: !problem.hidden, form: !form.hidden }));
            })();
            """;

    @TempDir
    private Path folder;

    private String run(String browser) throws IOException, InterruptedException {
        Path page = Files.writeString(folder.resolve("page.js"), PAGE);
        Path script = folder.resolve("passkey.js");
        try (InputStream stream =
                HttpPages.class.getClassLoader().getResourceAsStream("dev/coffer/auth/browser/passkey.js")) {
            Files.write(script, Objects.requireNonNull(stream).readAllBytes());
        }
        Path output = folder.resolve("output");
        try {
            Process node = new ProcessBuilder("node", page.toString(), browser, script.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return Files.readString(output, StandardCharsets.UTF_8).strip();
        } catch (IOException absent) {
            Assumptions.abort("skipped: there is no Node.js on this machine");
            return "";
        }
    }

    @Test
    void the_answer_of_the_authenticator_is_sent_as_it_is() throws Exception {
        assertThat(run("answers"))
                .isEqualTo("{\"told\":[\"sent {\\\"answers\\\":\\\"abc\\\"}\"],\"problem\":false,\"form\":true}");
    }

    @Test
    void a_browser_that_gives_none_or_knows_none_says_so_and_sends_nothing() throws Exception {
        assertThat(run("refuses")).isEqualTo("{\"told\":[],\"problem\":true,\"form\":true}");
        assertThat(run("old")).isEqualTo("{\"told\":[],\"problem\":true,\"form\":false}");
    }
}
