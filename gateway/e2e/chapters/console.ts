import { type County, STORY_MS } from '../support/county-stack';
import { eventually } from '../support/operator';
import { PersonAtAPage, type PageLanguage, type PageWishes } from '../support/pages';
import { askVisitors, type Credentials } from '../support/partner';
import { DISTRICTS } from '../support/squares';
import { AtTheConsole } from '../support/staff-at-console';

/** As narrow as most telephones, in pixels of the page. */
const PHONE = 375;
/** What of the console is looked at most, by the words of its address. */
const VIEWS = ['clients', 'releases', 'imports', 'markets', 'stops', 'queues', 'acts'];
/** Text as hostile as a name can be: shown as it is, or the test finds markup. */
const HOSTILE = '<img src=x onerror="document.title=`taken`"> & Söhne';

/** What staff do at the console, each task with its seconds and clicks; two people where it takes two. */
export function tellTheConsole(county: County): void {
  describe.each<PageLanguage>(['en', 'de'])('the console, in %s', (language) => {
    const people: AtTheConsole[] = [];
    afterAll(() => Promise.all(people.map((one) => one.person.close())));

    async function logIn(id: string, { path = '/console', ...wishes }: PageWishes & { path?: string } = {}) {
      const { password = '' } = county.stack.staff.find((one) => one.id === id)!;
      const person = await PersonAtAPage.open(county.browser!, county.stack.url, { language, ...wishes });
      await person.logIn(path, { id, password });
      const staff = new AtTheConsole(person);
      people.push(staff);
      return staff;
    }

    const name = `${HOSTILE} ${language}`;
    let [contractPath, clientPath]: string[] = [];
    let credentials: Credentials;
    let ada: AtTheConsole;

    test(
      'an admin takes a client to a draft, and is told that another person puts it in force',
      async () => {
        if (!county.browser) return;
        ada = await logIn('ada-admin');
        await ada.person.task(`admin (${language}): client, contract draft, attestation`, async () => {
          await ada.open(/^(New client|Neuer Kunde)/);
          await ada.fill(/^Name$/, name);
          await ada.press(/^(New client|Neuer Kunde)$/);
          await ada.heading(name);
          clientPath = ada.path();
          await ada.follow(/^(Draft a contract|Vertrag entwerfen)$/);
          await ada.press(/^(Save the draft|Entwurf speichern)$/);
          // Nothing was sent: what is missing is marked, and has the focus.
          await ada.reads(/Mend what is marked|Bessern Sie aus/);
          await ada.fill(/^(First day that may|Erster Tag, nach)/, county.market.firstDay);
          await ada.press(/^(Save the draft|Entwurf speichern)$/);
          await ada.reads(/^(The draft is saved|Der Entwurf ist gespeichert)/);
          await ada.reads(/Nothing today|Heute nichts/);
          contractPath = ada.path();
          await ada.take(/^(Offer|Anbieten)/);
          await ada.take(/^(Note the signature|Unterschrift festhalten)/);
          await ada.open(/^(Record the attestation|Erklärung festhalten)/);
          await ada.fill(/^(In which role|In welcher Rolle)/, 'managing director');
          await ada.choose(/^(The signed document|Das unterschriebene Dokument)/, 'signed');
          await ada.press(/^(Record the attestation|Erklärung festhalten)[^…]*$/);
          await ada.reads(/^(The attestation is recorded|Die Erklärung ist festgehalten)/);
          await ada.reads(/a second person has to do this|muss eine zweite Person tun/);
        });
        expect(await ada.person.page.title()).not.toContain('taken');
        expect(await ada.person.violations()).toEqual([]);
      },
      STORY_MS,
    );

    test(
      'a second person puts it in force on a telephone',
      async () => {
        if (!county.browser) return;
        const anton = await logIn('anton-approver', { width: PHONE, path: contractPath! });
        await anton.person.task(`approver (${language}): reads the contract, puts it in force`, async () => {
          await anton.reads(/Nothing today|Heute nichts/);
          await anton.take(/^(Put in force|In Kraft setzen)/);
          await anton.reads(/^(The contract is in force|Der Vertrag ist in Kraft)/);
        });
        expect(await anton.isWiderThanItsWindow()).toBe(false);
        expect(await anton.person.violations()).toEqual([]);
      },
      STORY_MS,
    );

    test(
      'credentials are shown once, and answer the first question',
      async () => {
        if (!county.browser) return;
        credentials = await ada.person.task(`admin (${language}): credentials`, async () => {
          await ada.go(clientPath!);
          await ada.take(/^(Issue credentials|Zugangsdaten ausstellen)/);
          const [clientId, clientSecret] = await ada.person.page.locator('.secret code').allInnerTexts();
          await ada.press(/^(I have copied it|Ich habe es kopiert)$/);
          return { clientId: clientId!, clientSecret: clientSecret! };
        });
        expect(await ada.person.page.content()).not.toContain(credentials.clientSecret);
        await ada.person.page.reload();
        await ada.heading(name);
        expect(await ada.person.page.content()).not.toContain(credentials.clientSecret);
        const { data } = await askVisitors(county.gateway, credentials, {
          zoneIds: [DISTRICTS[0]],
          day: county.days[0],
        });
        expect(data?.visitors[0]?.statuses).toEqual(['PUBLISHED']);
        expect(await ada.person.violations()).toEqual([]);
      },
      STORY_MS,
    );

    test(
      'a privacy officer finds what a day spent, stops what is sold of it, and two people end the stop',
      async () => {
        if (!county.browser) return;
        const petra = await logIn('petra-privacy');
        const ask = () => askVisitors(county.gateway, credentials, { zoneIds: [DISTRICTS[0]], day: county.days[0] });
        const codeNow = async () => (await ask()).errors?.[0]?.extensions?.code ?? 'ANSWERED';
        const until = (code: string) =>
          eventually(`the answer is ${code}`, async () => ((await codeNow()) === code ? code : undefined));
        await petra.person.task(`privacy officer (${language}): what day 3 spent, and its report`, async () => {
          await petra.follow(/^(Releases|Freigaben)$/);
          await petra.fill(/^(From day|Ab Tag)$/, county.days[2]);
          await petra.fill(/^(To day|Bis Tag)$/, county.days[2]);
          await petra.reads(/^(Spent by a subscriber-day of the group|Ausgegeben von einem Teilnehmer-Tag).*“?both/);
          const report = await petra.opens(/^(Privacy report|Datenschutzbericht)/);
          expect(report).toContain('ISO/IEC 27559');
        });
        expect(await petra.person.violations()).toEqual([]);
        await petra.person.task(`privacy officer (${language}): stop place-statistics, sales refuse`, async () => {
          await petra.follow(/^(Stop switch|Stoppschalter)$/);
          await petra.open(/^(Stop|Anhalten)( …)?$/);
          await petra.select(/^(Purpose|Zweck)$/, 'place-statistics');
          await petra.fill(/^(Why|Warum)$/, 'A drill of the console, agreed before.');
          await petra.press(/^(Stop|Anhalten)$/);
          await petra.reads(/^(The stop is begun|Der Stopp ist begonnen)/);
          await until('PROCESSING_STOPPED');
        });
        await petra.person.task(`privacy officer (${language}): propose the end`, async () => {
          await petra.open(/^(Propose the end|Ende vorschlagen)/);
          await petra.fill(/^(Why|Warum)$/, 'The drill is over, nothing was wrong.');
          await petra.press(/^(Propose the end|Ende vorschlagen)$/);
          await petra.reads(/^(The end is proposed|Das Ende ist vorgeschlagen)/);
          await petra.reads(/a second person has to do this|muss eine zweite Person tun/);
        });
        const onTelephone = await logIn('ada-admin', { width: PHONE, path: '/console?view=stops' });
        await onTelephone.person.task(`admin (${language}): end the stop as the second person`, async () => {
          await onTelephone.open(/^(End the stop|Stopp beenden)/);
          expect(await onTelephone.isWiderThanItsWindow()).toBe(false);
          await onTelephone.press(/^(End the stop|Stopp beenden)$/);
          await onTelephone.reads(/^(The stop is ended|Der Stopp ist beendet)/);
          await until('ANSWERED');
        });
        expect(await onTelephone.isWiderThanItsWindow()).toBe(false);
        expect(await petra.person.violations()).toEqual([]);
      },
      STORY_MS,
    );

    test(
      'a network operator sends a file, watches it, and reads why 12 rows were refused',
      async () => {
        if (!county.browser) return;
        const nora = await logIn('nora-network');
        const rows = Array.from({ length: 12 }, (_, at) => `+491700000${100 + at},yesterday at noon ${language},C-1`);
        await nora.person.task(`network operator (${language}): send a file, read why rows were refused`, async () => {
          await nora.follow(/^(Imports and zones|Lieferungen und Zonen)$/);
          await nora.choose(/^(File|Datei)$/, ['msisdn,timestamp,cell_id', ...rows, ''].join('\n'));
          await nora.press(/^(Send|Senden)$/);
          await nora.reads(/^(The file has arrived|Die Datei ist angekommen)/);
          await nora.reads(/^(done|fertig)/);
          await nora.follow(/^file\.csv$/);
          await nora.reads(/^(a time that cannot be|eine unmögliche Zeit)/);
        });
        expect(await nora.person.page.locator('main').innerText()).toMatch(/\b12\b/);
        expect(await nora.person.page.locator('main').innerText()).not.toContain('yesterday at noon');
        expect(await nora.person.violations()).toEqual([]);
      },
      STORY_MS,
    );

    test(
      'a zone plan that waits is looked at on a map, on a telephone too, and approved by one person once',
      async () => {
        if (!county.browser) return;
        const plan = await county.operator.proposePlan();
        const path = `/console?view=imports&market=${county.market.id}`;
        const anton = await logIn('anton-approver', { width: PHONE, path });
        const card = anton.person.page.locator('.card', {
          has: anton.person.page.getByRole('heading', { name: new RegExp(`${plan.version}$`) }),
        });
        await anton.person.task(`approver (${language}): looks at a zone plan, approves it`, async () => {
          await card.locator('.map[data-drawn=true]').waitFor();
          await anton.person.do(() => card.locator('summary', { hasText: /^(Table|Tabelle)$/ }).click());
          await anton.take(/^(Approve|Genehmigen)/);
          await anton.reads(/^(Your approval is noted|Ihre Genehmigung ist vermerkt)/);
        });
        expect(await card.locator('tbody tr').count()).toBe(plan.zoneCount);
        await card.getByText('anton-approver').first().waitFor();
        await anton.reads(/a second person has to do this|muss eine zweite Person tun/);
        expect(await anton.isWiderThanItsWindow()).toBe(false);
        expect(await anton.person.violations()).toEqual([]);
      },
      STORY_MS,
    );

    test(
      'an admin plans rewards by a form that says what is missing, and ends them',
      async () => {
        if (!county.browser) return;
        const year = language === 'en' ? 2098 : 2099;
        const admin = await logIn('ada-admin', { path: `/console?view=markets&market=${county.market.id}` });
        const rewards = admin.person.page.locator('[data-rewards]');
        await admin.person.task(`admin (${language}): plan rewards, end them`, async () => {
          await admin.open(/^(Plan rewards|Belohnungen planen)/);
          await admin.press(/^(Plan rewards|Belohnungen planen)$/);
          await admin.reads(/^(A credit or a benefit is needed|Es braucht eine Gutschrift)/);
          await admin.fill(/^(First day that earns|Erster Tag, der danach zählt)/, county.days[0]);
          await admin.fill(/^(Presence|Anwesenheit)$/, '0,05');
          await admin.press(/^(Add a benefit|Vorteil hinzufügen)$/);
          await admin.fill(/^(Code of the benefit|Kürzel des Vorteils)/, `data-${language}`);
          await admin.fill(/^(Name in German|Name auf Deutsch)/, HOSTILE);
          await admin.fill(/^(Name in English|Name auf Englisch)/, HOSTILE);
          await admin.press(/^(Plan rewards|Belohnungen planen)$/);
          // Consent decides about days; nothing that was typed is lost.
          await admin.reads(/^(Rewards begin tomorrow|Belohnungen beginnen frühestens morgen)/);
          await admin.fill(/^(First day that earns|Erster Tag, der danach zählt)/, `${year}-01-01`);
          await admin.press(/^(Plan rewards|Belohnungen planen)$/);
          await admin.reads(/^(The rewards are planned|Die Belohnungen sind geplant)/);
          await admin.open(/^(End the rewards|Belohnungen beenden)/);
          await admin.fill(/^(Last day that earns|Letzter Tag, der zählt)/, `${year}-01-31`);
          await admin.press(/^(End the rewards|Belohnungen beenden)$/);
          await admin.reads(/^(The end of the rewards|Das Ende der Belohnungen)/);
        });
        const rows = rewards.locator('tbody tr');
        await rows
          .nth(1)
          .filter({ hasText: `${HOSTILE}` })
          .waitFor();
        expect(await rows.nth(1).innerText()).toMatch(/0[.,]05/);
        expect(await rows.first().innerText()).toContain(`${year}`);
        expect(await admin.person.page.locator('img[src=x]').count()).toBe(0);
        expect(await admin.person.violations()).toEqual([]);
      },
      STORY_MS,
    );

    test(
      'a market that stepped back goes live again: proposed by one, confirmed by another on a telephone',
      async () => {
        if (!county.browser) return;
        const path = `/console?view=markets&market=${county.market.id}`;
        await ada.person.task(`admin (${language}): back to the pilot, propose the launch`, async () => {
          await ada.go(path);
          await ada.open(/^(Step back to the pilot|Zurück zum Piloten)/);
          await ada.fill(/^(Why|Warum)$/, 'A drill of the console, agreed before.');
          await ada.press(/^(Step back to the pilot|Zurück zum Piloten)$/);
          await ada.open(/^(Propose to go live|Start vorschlagen)/);
          await ada.fill(/^(Why|Warum)$/, 'The drill is over, nothing was wrong.');
          await ada.press(/^(Propose to go live|Start vorschlagen)$/);
          await ada.reads(/a second person has to do this|muss eine zweite Person tun/);
        });
        const anton = await logIn('anton-approver', { width: PHONE, path });
        await anton.person.task(`approver (${language}): confirms the launch`, async () => {
          await anton.open(/^(Confirm to go live|Start bestätigen)/);
          expect(await anton.isWiderThanItsWindow()).toBe(false);
          await anton.press(/^(Confirm to go live|Start bestätigen)$/);
          await anton.reads(/^(It is done|Es ist getan)/);
        });
        expect(await anton.isWiderThanItsWindow()).toBe(false);
        expect(await anton.person.violations()).toEqual([]);
      },
      STORY_MS,
    );

    test(
      'a privacy officer sees how full the queues of all services are',
      async () => {
        if (!county.browser) return;
        const petra = await logIn('petra-privacy', { path: '/console?view=queues' });
        await petra.isThere();
        const depths = petra.person.page.locator('[data-depths]');
        await depths.locator('.table-box, .empty').first().waitFor();
        expect(await depths.locator('.problem-box').count()).toBe(0);
        expect(await petra.person.violations()).toEqual([]);
      },
      STORY_MS,
    );

    test(
      'in the dark, every view of the console can be read',
      async () => {
        if (!county.browser) return;
        const dark = await logIn('ada-admin', { colorScheme: 'dark', path: contractPath! });
        for (const view of [null, ...VIEWS]) {
          if (view !== null) await dark.go(`/console?view=${view}&market=${county.market.id}`);
          await dark.isThere();
          expect([view, await dark.person.violations()]).toEqual([view, []]);
        }
      },
      STORY_MS,
    );

    test(
      'an admin renews a secret, suspends, resumes and ends a contract, revokes what opened it; each with its record',
      async () => {
        if (!county.browser) return;
        const ask = (by: Credentials) =>
          askVisitors(county.gateway, by, { zoneIds: [DISTRICTS[0]], day: county.days[0] });
        const isGood = async ({ clientId, clientSecret }: Credentials): Promise<boolean> => {
          const body = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
          const form = { method: 'POST', body: new URLSearchParams(body) };
          return (await fetch(`${county.stack.url}/oauth2/token`, form)).ok;
        };
        const until = (code: string) =>
          eventually(`the answer is ${code}`, async () =>
            ((await ask(credentials)).errors?.[0]?.extensions?.code ?? 'ANSWERED') === code ? code : undefined,
          );
        const step = async (name: RegExp, reason: string, done: RegExp) => {
          await ada.open(new RegExp(`^(${name.source})`));
          await ada.fill(/^(Why|Warum)$/, reason);
          await ada.press(new RegExp(`^(${name.source})$`));
          await ada.reads(done);
        };
        const renewed = await ada.person.task(`admin (${language}): a new secret`, async () => {
          await ada.go(clientPath!);
          await ada.open(/^(New secret|Neues Geheimnis)/);
          await ada.press(/^(New secret|Neues Geheimnis)$/);
          await ada.reads(/^(There is a new secret|Es gibt ein neues Geheimnis)/);
          const [clientId, clientSecret] = await ada.person.page.locator('.secret code').allInnerTexts();
          return { clientId: clientId!, clientSecret: clientSecret! };
        });
        expect(renewed.clientId).toBe(credentials.clientId);
        expect(renewed.clientSecret).not.toBe(credentials.clientSecret);
        for (const one of [credentials, renewed]) expect(await isGood(one)).toBe(true);
        await ada.person.task(`admin (${language}): suspend, resume, end a contract`, async () => {
          await ada.go(contractPath!);
          await step(
            /Suspend|Aussetzen/,
            'A bill is not paid.',
            /^(The contract is suspended|Der Vertrag ist ausgesetzt)/,
          );
          await until('CONTRACT_NOT_ACTIVE');
          await step(
            /Resume|Wieder in Kraft setzen/,
            'The bill is paid.',
            /^(The contract is in force again|Der Vertrag ist wieder)/,
          );
          await until('ANSWERED');
          await step(
            /Terminate|Beenden/,
            'Both sides agreed to end it.',
            /^(The contract is terminated|Der Vertrag ist beendet)/,
          );
          await until('CONTRACT_NOT_ACTIVE');
        });
        await ada.reads(/Both sides agreed to end it/);
        expect(await ada.person.violations()).toEqual([]);
        await ada.person.task(`admin (${language}): revoke credentials`, async () => {
          await ada.go(clientPath!);
          await ada.take(/^(Revoke|Widerrufen)/);
          await ada.reads(/^(The credentials are revoked|Die Zugangsdaten sind widerrufen)/);
          await until('CREDENTIALS_REVOKED');
        });
        for (const one of [credentials, renewed]) expect(await isGood(one)).toBe(false);
        const contractId = new URLSearchParams(contractPath!.split('?')[1]).get('contract')!;
        await ada.go(`/console?view=acts&subject=${contractId}`);
        await ada.isThere();
        const acts = await ada.person.page.locator('tbody tr').allInnerTexts();
        for (const act of ['suspendContract', 'resumeContract', 'terminateContract']) {
          expect(acts.filter((row) => row.includes(act) && row.includes('ada-admin'))).toHaveLength(1);
        }
        expect(acts.join()).not.toContain('agreed');
        await ada.reads(/passant audit verify/);
        // What proves it is public.
        expect(await ada.opens(/(checkpoints|Prüfpunkte)/i)).toMatch(/checkpoint|Prüfpunkt/i);
      },
      STORY_MS,
    );

    test('nobody’s browser asked for anything elsewhere, and no policy was hurt', () => {
      for (const { person } of people) expect([person.elsewhere, person.complaints]).toEqual([[], []]);
    });
  });
}
