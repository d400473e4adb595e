import type * as LibPgQuery from 'libpg-query';

/** Whose rows a statement is about, by its text alone: what an engine would go by that keeps clinics on different machines. */
export interface StatementClinics {
  /** Tables of clinics that it reads or writes, wherever they stand. */
  tables: string[];
  /** Tables of clinics, once for each place at which the statement does not name the clinic. */
  unnamed: string[];
  /** The values, `$1` being 1, that clinics are named by. */
  values: number[];
}

/** A part of PostgreSQL's own syntax tree, as its parser gives it. */
type Node = Record<string, unknown>;

/** What a column may belong to: a table of clinics, or what a query, a function or another table gives. */
interface Source {
  table: string | null;
  alias: string;
  /** The one that says which clinic it is. */
  column: 'id' | 'clinic_id';
}

interface Scope {
  sources: Source[];
  outer: Scope | null;
}

/** Clinics that a condition pins down, and which of them it says are the same. */
interface Pinned {
  named: Map<Source, number[]>;
  same: [Source, Source][];
}

const nothing = (): Pinned => ({ named: new Map(), same: [] });

export class StatementReader {
  private found = new Set<string>();
  private unnamed: string[] = [];
  private values: number[] = [];

  /** @param tables those whose rows belong to a clinic; of `clinics` itself the key is the clinic */
  constructor(
    private readonly parser: typeof LibPgQuery,
    private readonly tables: ReadonlySet<string>,
  ) {}

  /** @throws Error for what is no statement */
  read(text: string): StatementClinics {
    this.found = new Set();
    this.unnamed = [];
    this.values = [];
    const { stmts } = this.parser.parseSync(text) as { stmts: { stmt: Node }[] };
    for (const { stmt } of stmts) this.visit(stmt, null);
    return { tables: [...this.found], unnamed: this.unnamed, values: [...new Set(this.values)] };
  }

  /** Everything that is read or written below a node, wherever it stands. */
  private visit(node: unknown, outer: Scope | null): void {
    if (Array.isArray(node)) return node.forEach((part) => this.visit(part, outer));
    if (typeof node !== 'object' || node === null) return;
    for (const [kind, part] of Object.entries(node)) {
      if (kind === 'SelectStmt') this.select(part as Node, outer);
      else if (kind === 'UpdateStmt' || kind === 'DeleteStmt') this.change(part as Node, outer);
      else if (kind === 'InsertStmt') this.insert(part as Node, outer);
      else this.visit(part, outer);
    }
  }

  private select(select: Node, outer: Scope | null): void {
    // The two sides of a UNION stand there without their kind.
    if (select.larg) this.select(select.larg as Node, outer);
    if (select.rarg) this.select(select.rarg as Node, outer);
    const { fromClause, whereClause, larg: _, rarg: __, ...rest } = select;
    this.judge([fromClause], [whereClause], [rest], outer);
  }

  private change(statement: Node, outer: Scope | null): void {
    const { relation, fromClause, usingClause, whereClause, ...rest } = statement;
    this.judge([{ RangeVar: relation }, fromClause, usingClause], [whereClause], [rest], outer);
  }

  private insert(statement: Node, outer: Scope | null): void {
    const { relation, cols, ...rest } = statement;
    const table = (relation as Node).relname as string;
    const names = ((cols ?? []) as Node[]).map((column) => (column.ResTarget as Node).name);
    const index = names.indexOf(keyOf(table));
    if (this.tables.has(table)) {
      this.found.add(table);
      if (index < 0) this.unnamed.push(table);
      const select = (rest.selectStmt as Node | undefined)?.SelectStmt as Node | undefined;
      const rows = (select?.valuesLists ?? []) as { List: { items: Node[] } }[];
      const selected = (select?.targetList ?? []) as { ResTarget: Node }[];
      const inserted = [...rows.map(({ List }) => List.items[index]), selected[index]?.ResTarget.val];
      this.values.push(...inserted.flatMap((value) => valuesOf(value) ?? []));
    }
    this.visit(rest, outer);
  }

  /** One level of a statement: its tables, what holds of them, and what else may have queries in it. */
  private judge(from: unknown[], where: unknown[], rest: unknown[], outer: Scope | null): void {
    const scope: Scope = { sources: [], outer };
    const conditions = [...where];
    const same: [Source, Source][] = [];
    for (const part of from.flat()) this.take(part, scope, conditions, same);
    const pinned = conditions.map((condition) => this.pinned(condition, scope));
    const links = [...same, ...pinned.flatMap((part) => part.same)];
    const isNamed = new Set(pinned.flatMap(({ named }) => [...named.keys()]));
    // What comes out of a query is named when all that went into it is, which is judged there; so is what stands further out.
    for (const source of links.flat())
      if (source.table === null || !scope.sources.includes(source)) isNamed.add(source);
    for (let grew = true; grew;) {
      const before = isNamed.size;
      for (const [one, other] of links) if (isNamed.has(one) || isNamed.has(other)) isNamed.add(one).add(other);
      grew = isNamed.size > before;
    }
    for (const source of scope.sources) {
      if (source.table === null) continue;
      this.found.add(source.table);
      if (!isNamed.has(source)) this.unnamed.push(source.table);
    }
    this.values.push(...pinned.flatMap(({ named }) => [...named.values()].flat()));
    this.visit([conditions, rest], scope);
  }

  private take(node: unknown, scope: Scope, conditions: unknown[], same: [Source, Source][]): Source[] {
    const before = scope.sources.length;
    const { RangeVar, JoinExpr, ...other } = (node ?? {}) as Record<string, Node>;
    if (RangeVar) {
      const table = RangeVar.relname as string;
      const alias = aliasOf(RangeVar) ?? table;
      scope.sources.push({ table: this.tables.has(table) ? table : null, alias, column: keyOf(table) });
    } else if (JoinExpr) {
      const left = this.take(JoinExpr.larg, scope, conditions, same);
      const right = this.take(JoinExpr.rarg, scope, conditions, same);
      conditions.push(JoinExpr.quals);
      const shared = ((JoinExpr.usingClause ?? []) as { String: { sval: string } }[]).map(({ String }) => String.sval);
      if (shared.includes('clinic_id'))
        same.push(...left.flatMap((one) => right.map((two) => [one, two] as [Source, Source])));
    } else if (Object.keys(other).length > 0) {
      for (const part of Object.values(other)) {
        scope.sources.push({ table: null, alias: aliasOf(part) ?? '', column: keyOf(onlyTableOf(part)) });
      }
      this.visit(other, scope);
    }
    return scope.sources.slice(before);
  }

  private pinned(condition: unknown, scope: Scope): Pinned {
    const { BoolExpr, A_Expr } = (condition ?? {}) as Record<string, Node>;
    if (BoolExpr?.boolop === 'AND_EXPR') return both((BoolExpr.args as Node[]).map((arg) => this.pinned(arg, scope)));
    if (BoolExpr?.boolop === 'OR_EXPR') return either((BoolExpr.args as Node[]).map((arg) => this.pinned(arg, scope)));
    const isEqual = ((A_Expr?.name ?? []) as { String: { sval: string } }[])[0]?.String.sval === '=';
    if (!A_Expr || !isEqual) return nothing();
    const left = partsOf(A_Expr.lexpr);
    if (A_Expr.kind === 'AEXPR_IN') {
      const { items } = (A_Expr.rexpr as { List: { items: Node[] } }).List;
      return either(items.map((item) => this.equal(left, partsOf(item), scope)));
    }
    return this.equal(left, partsOf(A_Expr.rexpr), scope);
  }

  /** `a.clinic_id = $1`, and rows that are equal part by part. */
  private equal(left: unknown[], right: unknown[], scope: Scope): Pinned {
    const pinned = nothing();
    left.forEach((part, index) => {
      const [one, two] = [this.clinicOf(part, scope), this.clinicOf(right[index], scope)];
      const values = valuesOf(one ? right[index] : part);
      if (one && two) pinned.same.push([one, two]);
      else if ((one ?? two) && values) pinned.named.set((one ?? two) as Source, values);
    });
    return pinned;
  }

  private clinicOf(node: unknown, scope: Scope): Source | null {
    const fields = (bare(node).ColumnRef as { fields: { String?: { sval: string } }[] } | undefined)?.fields;
    const [alias, column] = fields ? [fields.at(-2)?.String?.sval, fields.at(-1)?.String?.sval] : [];
    if (column !== 'clinic_id' && column !== 'id') return null;
    const isClinic = (source: Source) => column === source.column;
    for (let at: Scope | null = scope; at; at = at.outer) {
      const found =
        alias === undefined ? at.sources.find(isClinic) : at.sources.find((source) => source.alias === alias);
      if (found) return isClinic(found) ? found : null;
    }
    return null;
  }
}

const both = (parts: Pinned[]): Pinned => ({
  named: new Map(parts.flatMap(({ named }) => [...named])),
  same: parts.flatMap(({ same }) => same),
});

/** What holds whichever of them holds. */
function either(parts: Pinned[]): Pinned {
  const [first = nothing(), ...others] = parts;
  const always = [...first.named].filter(([source]) => others.every(({ named }) => named.has(source)));
  const named = always.map(([source]) => [source, parts.flatMap((part) => part.named.get(source) ?? [])] as const);
  return { named: new Map(named), same: parts.length === 1 ? first.same : [] };
}

const keyOf = (table: string | undefined) => (table === 'clinics' ? 'id' : 'clinic_id');

/** Of a query in the place of a table. */
function onlyTableOf({ subquery }: Node): string | undefined {
  const from = ((subquery as Node | undefined)?.SelectStmt as Node | undefined)?.fromClause as Node[] | undefined;
  return from?.length === 1 ? ((from[0]?.RangeVar as Node | undefined)?.relname as string | undefined) : undefined;
}

const aliasOf = (node: Node): string | undefined => (node.alias as { aliasname: string } | undefined)?.aliasname;

/** Without what only says of which type it is. */
function bare(node: unknown): Node {
  const inner = ((node ?? {}) as Record<string, Node>).TypeCast;
  return inner ? bare(inner.arg) : ((node ?? {}) as Node);
}

const partsOf = (node: unknown): unknown[] => {
  const row = (node as Record<string, Node> | undefined)?.RowExpr;
  return row ? (row.args as unknown[]) : [node];
};

/** Null for what is neither a value nor a constant. */
function valuesOf(node: unknown): number[] | null {
  const { ParamRef, A_Const } = bare(node) as Record<string, Node>;
  if (ParamRef) return [ParamRef.number as number];
  return A_Const ? [] : null;
}
