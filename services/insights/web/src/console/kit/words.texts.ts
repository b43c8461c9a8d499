import type { Texts } from '../../shared/texts/language';

type Words = Readonly<Record<string, string>>;

/** Words of the graph that several views show; an unknown one is shown as it is. */
const en: Readonly<Record<'kinds' | 'purposes' | 'products' | 'states' | 'grains' | 'forbids' | 'roles', Words>> = {
  kinds: {
    retail: 'Retail',
    'shopping-centre': 'Shopping centre',
    'public-planning': 'Public planning',
    research: 'Research',
    other: 'Other',
  },
  purposes: { 'place-statistics': 'Statistics of places', 'public-planning': 'Public planning' },
  products: {
    presence: 'Presence',
    visitors: 'Visitors',
    dwell: 'Length of stay',
    origin: 'Catchment',
    affinity: 'Affinity',
    flows: 'Flows',
    frequency: 'Frequency of visits',
    campaign: 'Campaign effect',
    leaflets: 'Leaflet plan',
    forecast: 'Forecast',
  },
  states: {
    draft: 'draft',
    offered: 'offered',
    signed: 'signed',
    active: 'active',
    suspended: 'suspended',
    terminated: 'terminated',
    expired: 'expired',
  },
  grains: { HOUR: 'hour', DAY: 'day', WEEK: 'week', MONTH: 'month' },
  forbids: {
    'watching-staff': 'an employer about staff',
    'police-and-prosecution': 'police and prosecution',
    insurance: 'insurers',
    credit: 'credit',
    'political-targeting': 'political targeting',
    're-identification': 're-identification',
  },
  roles: { contract: 'contract', technical: 'technical', billing: 'billing', privacy: 'privacy' },
};

const de: typeof en = {
  kinds: {
    retail: 'Handel',
    'shopping-centre': 'Einkaufszentrum',
    'public-planning': 'Öffentliche Planung',
    research: 'Forschung',
    other: 'Anderes',
  },
  purposes: { 'place-statistics': 'Statistik von Orten', 'public-planning': 'Öffentliche Planung' },
  products: {
    presence: 'Anwesenheit',
    visitors: 'Besucher',
    dwell: 'Aufenthaltsdauer',
    origin: 'Einzugsgebiet',
    affinity: 'Affinität',
    flows: 'Wege',
    frequency: 'Besuchshäufigkeit',
    campaign: 'Wirkung einer Aktion',
    leaflets: 'Prospektplan',
    forecast: 'Vorschau',
  },
  states: {
    draft: 'Entwurf',
    offered: 'angeboten',
    signed: 'unterschrieben',
    active: 'in Kraft',
    suspended: 'ausgesetzt',
    terminated: 'beendet',
    expired: 'abgelaufen',
  },
  grains: { HOUR: 'Stunde', DAY: 'Tag', WEEK: 'Woche', MONTH: 'Monat' },
  forbids: {
    'watching-staff': 'Arbeitgeber über Beschäftigte',
    'police-and-prosecution': 'Polizei und Strafverfolgung',
    insurance: 'Versicherungen',
    credit: 'Kredit',
    'political-targeting': 'politische Ansprache',
    're-identification': 'Wiedererkennen von Personen',
  },
  roles: { contract: 'Vertrag', technical: 'Technik', billing: 'Rechnung', privacy: 'Datenschutz' },
};

export const wordTexts: Texts<typeof en> = { en, de };
